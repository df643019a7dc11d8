public import Wire

/// Why a file of policy cases was refused, and where.
public struct PolicyCasesError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What is wrong.
    public enum Problem: Hashable, Sendable {
        /// The text is no JSON.
        case notJSON(reason: String)
        /// Something is missing that every case needs.
        case missing(String)
        /// Something has another JSON type or value than it must have.
        case unexpected(element: String, found: String, expected: String)
        /// A policy document of a case cannot be read.
        case policy(String, PolicyComplaint)
    }

    /// Line and column in the file, both from 1.
    public let position: SourcePosition
    /// The name of the case, where it was known by then.
    public let name: String?
    /// What is wrong.
    public let problem: Problem

    /// What is wrong, in a sentence without the place.
    public var sentence: String {
        let words =
            switch problem {
            case .notJSON(let reason): "This is not JSON: \(reason)."
            case .missing(let element): "\"\(element)\" is missing."
            case .unexpected(let element, let found, let expected): "\(element) is \(found); expected is \(expected)."
            case .policy(let name, let complaint): "\(name): \(complaint.sentence)"
            }
        return name.map { "Case \"\($0)\": \(words)" } ?? words
    }

    /// Place and sentence: `line 3, column 18: …`.
    public var description: String { "line \(position.line), column \(position.column): \(sentence)" }
}
