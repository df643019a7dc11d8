public import Calls
public import Design
import Identifiers

/// Whether the checks would let the links of a send hold, by what was read.
public struct ChainView: Sendable {
    /// What a link of a send hangs on.
    public enum Part: Sendable {
        /// STS gives the role for the token.
        case role
        /// Both doors let a message through.
        case message

        /// The checks that have to find all right.
        fileprivate var checks: [Check] {
            switch self {
            case .role: [.providerExists, .providerAudience, .roleExists, .trustPolicy]
            case .message: [.firstDoor, .secondDoor]
            }
        }
    }

    private let subject: Subject
    private let part: Part

    /// A link of a design.
    ///
    /// - Parameters:
    ///   - part: What it hangs on.
    ///   - design: Who sends as whom.
    ///   - receiver: Who gets the message; nil takes the design's receiver.
    public init(_ part: Part, of design: DelegateSending, to receiver: String? = nil) {
        var answers = Answers(design)
        // An address that is none is judged as no address.
        if let receiver { try? answers.set(receiver, for: .sesReceiver, from: .typed) }
        subject = Subject(answers)
        self.part = part
    }

    /// What has to be asked, as far as earlier answers say what to ask.
    public func reads(_ seen: Observations) -> [Call] {
        Doctor.reads(subject, seen, at: seen.latest, checks: part.checks)
    }

    /// Whether every check looked and found it right; false also where something could not be read.
    public func holds(_ seen: Observations) -> Bool {
        let findings = Doctor.diagnose(subject, seen, at: seen.latest, checks: part.checks).findings
        return part.checks.allSatisfy { check in
            findings.contains { $0.status == .pass && $0.about == check.name }
        }
    }
}
