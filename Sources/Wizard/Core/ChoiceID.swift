/// Choices that are no answers.
public enum ChoiceID: String, Hashable, Sendable, CaseIterable {
    /// The step of the drawing of screen 2.
    case irsaStep
    /// How the test message is sent.
    case sendVia
    /// Who gets the test message.
    case sendTo
    /// The language or framework of the snippet.
    case language
}
