import Design
import Identifiers
public import Setup

/// The setups that this computer knows: those that were saved while somebody worked on them.
public struct KnownSetups: Sendable {
    /// The setups, the one used last first; of several for the same pods and sender the latest.
    public let setups: [SavedSetup]

    /// Reads them.
    ///
    /// - Parameter state: Where state is kept; nil knows none.
    /// - Throws: Why they cannot be read.
    public init(_ state: StateDirectory?) throws(StateProblem) {
        guard let state else {
            setups = []
            return
        }
        var known: Set<String> = []
        setups = try SetupStore(state).all().filter { setup in
            setup.answers.serviceAccount != nil && known.insert(Self.identity(setup.answers)).inserted
        }
    }

    /// The setups that a word names: `namespace/serviceaccount`, the service account, its cluster or the saved file.
    public func named(_ word: String) -> [SavedSetup] {
        setups.filter { setup in
            let answers = setup.answers
            let account = answers.serviceAccount?.text ?? ""
            return word == setup.key || word == account || word == answers.eksCluster?.text
                || word == "\(answers.namespace?.text ?? "")/\(account)"
        }
    }

    private static func identity(_ answers: Answers) -> String {
        [FieldID.eksAccount, .eksRegion, .eksCluster, .namespace, .serviceAccount, .role, .sesSender]
            .map { answers[$0] ?? "" }.joined(separator: "/")
    }
}
