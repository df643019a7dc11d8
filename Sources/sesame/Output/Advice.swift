import Design
import Setup
import Wire

/// What deserves a word although nothing stops: said on standard error, beside what a command is about.
enum Advice {
    /// What the answers say that works and is likely not meant.
    static func tell(_ answers: Answers) {
        for warning in answers.warnings { tell("\(warning.field.rawValue): \(warning.sentence)") }
    }

    /// What the answers of a plan say that works and is likely not meant, and where else its sender is verified.
    static func tell(_ setup: PlannedSetup, elsewhere: String?) {
        tell(setup.answers)
        if let elsewhere { tell(elsewhere) }
    }

    private static func tell(_ sentence: String) { Console.say("sesame: ! \(TerminalText.sanitized(sentence))") }
}
