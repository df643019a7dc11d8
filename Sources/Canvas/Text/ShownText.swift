/// What texts become before they are measured, broken, cut or drawn: masks for whoever may see the screen.
///
/// It is asked by every function here that measures, breaks, cuts or draws text, so that a value is masked while it is
/// whole: what is masked on cells escapes where it was broken or cut before. Whoever takes texts apart without these
/// functions asks ``of(_:)`` first. A change has to leave alone what it made itself, as texts pass several of them.
public enum ShownText {
    @TaskLocal private static var change: (@Sendable (String) -> String)?

    /// Does something with texts changed.
    ///
    /// - Parameters:
    ///   - change: What texts become.
    ///   - body: What draws, or takes texts apart.
    /// - Returns: What the body gives.
    public static func changed<Value>(by change: @escaping @Sendable (String) -> String, _ body: () -> Value) -> Value {
        $change.withValue(change) { body() }
    }

    /// Does something with words of the program's own, which no change touches: a label may read as a name does.
    public static func own<Value>(_ body: () -> Value) -> Value { $change.withValue(nil) { body() } }

    /// The text as it may be shown.
    public static func of(_ text: String) -> String { change?(text) ?? text }

    /// Whether texts are changed here.
    static var isInForce: Bool { change != nil }
}
