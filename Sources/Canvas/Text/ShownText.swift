import Synchronization

/// What texts become before they are measured, broken, cut or drawn: masks for whoever may see the screen.
///
/// It is asked by every function here that measures, breaks, cuts or draws text, so that a value is masked while it is
/// whole: what is masked on cells escapes where it was broken or cut before. Whoever takes texts apart without these
/// functions asks ``of(_:)`` first. A change has to leave alone what it made itself, as texts pass several of them.
public enum ShownText {
    @TaskLocal private static var change: (@Sendable (String) -> String)?
    /// How many changes are in force anywhere: without one no text looks for its own, which would cost every frame.
    private static let inForce = Atomic<Int>(0)

    /// Does something with texts changed.
    ///
    /// - Parameters:
    ///   - change: What texts become; nil leaves them.
    ///   - body: What draws, or takes texts apart.
    /// - Returns: What the body gives.
    public static func changed<Value>(by change: (@Sendable (String) -> String)?, _ body: () -> Value) -> Value {
        guard let change else { return body() }
        inForce.add(1, ordering: .relaxed)
        defer { inForce.subtract(1, ordering: .relaxed) }
        return $change.withValue(change) { body() }
    }

    /// The text as it may be shown.
    @inline(__always)
    public static func of(_ text: String) -> String {
        inForce.load(ordering: .relaxed) == 0 ? text : changed(text)
    }

    /// The change that is in force here; nil for none.
    @inline(__always)
    static var isInForce: Bool { inForce.load(ordering: .relaxed) != 0 && change != nil }

    private static func changed(_ text: String) -> String { change?(text) ?? text }
}
