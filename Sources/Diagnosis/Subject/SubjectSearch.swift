public import Calls
public import Design
public import Identifiers

/// Finds the rest of a subject from any part of it: which calls show it, and what their answers say.
///
/// Pure, as the doctor is: whoever asks goes on in rounds until ``Found/reads`` wants nothing new. Everything that is
/// found says from what.
public struct SubjectSearch: Sendable {
    /// What was given.
    public let clues: [SubjectClue]
    /// What flags, files or a known setup say; stronger than anything found.
    public let known: Answers
    /// What files of this computer tell, weaker than anything found.
    public let hints: Hints?
    /// How the given values came here: `given`, `pasted`.
    private let given: String

    /// What kubeconfig and profiles say of where to look.
    public struct Hints: Hashable, Sendable {
        /// The name that the context's cluster may have in EKS.
        public var cluster: String?
        /// The URL of the API server that the context leads to; empty where there is none.
        public var server: String
        /// The namespace of the context.
        public var namespace: String
        /// The region of the EKS account's caller.
        public var eksRegion: Region?
        /// The region of the SES account's caller.
        public var sesRegion: Region?

        /// Hints.
        public init(
            cluster: String? = nil, server: String = "", namespace: String = "default", eksRegion: Region? = nil,
            sesRegion: Region? = nil
        ) {
            self.cluster = cluster
            self.server = server
            self.namespace = namespace
            self.eksRegion = eksRegion
            self.sesRegion = sesRegion
        }
    }

    /// What is known by now.
    public struct Found: Sendable {
        /// The subject, as far as it is known.
        public var subject: Subject
        /// What was given and found, in the order in which it was.
        public var finds: [SubjectFind]
        /// What is open because several would do.
        public var choices: [SubjectChoice]
        /// Why there is nothing to diagnose, as a sentence with what to do; nil where there is.
        public var problem: String?
        /// What has to be asked next, as far as it is known by now; each call once, those that were made among them.
        public var reads: [Call] = []
    }

    /// A search.
    ///
    /// - Parameters:
    ///   - clues: What was given.
    ///   - known: What is known besides.
    ///   - hints: What files of this computer tell.
    ///   - given: How the given values came here.
    public init(
        _ clues: [SubjectClue], known: Answers = Answers(), hints: Hints? = nil, given: String = "given"
    ) {
        self.clues = clues
        self.known = known
        self.hints = hints
        self.given = given
    }

    /// What the answers say.
    public func found(_ seen: Observations) -> Found {
        let trail = trail(seen)
        var subject = Subject(trail.answers.completed(by: seen), pod: trail.pod)
        subject.partitionID = trail.partition
        var known: Set<Call> = []
        return Found(
            subject: subject, finds: trail.finds, choices: trail.choices, problem: trail.problem,
            reads: trail.calls.filter { known.insert($0).inserted })
    }

    private func trail(_ seen: Observations) -> SubjectTrail {
        var trail = SubjectTrail(seen: seen, answers: known, hints: hints)
        for clue in clues {
            for value in clue.values { trail.find(value.field, value.text, given) }
            if let object = clue.object { trail.begin(object, isPod: clue.kind == .pod) }
            if clue.kind == .role, !clue.values.contains(where: { $0.field == .rolePath }) { trail.hasPath = false }
            trail.partition = trail.partition ?? clue.partition
        }
        trail.follow()
        return trail
    }
}
