import Calls
public import Design
import Identifiers
public import Wire

/// What was read of a subject, for somebody else to diagnose: schema `sesame/bundle/v1`.
///
/// A bundle is made by ``init(_:_:masks:written:by:)``, which keeps what the calls' rows name and nothing else, and read
/// by ``read(_:)``, which takes nothing on trust. The findings on a bundle are those on what it was made from, masked
/// alike.
public struct Bundle: Sendable {
    /// The schema's name.
    public static let schema = "sesame/bundle/v1"

    /// When it was written, from which ages count.
    public var written: Timestamp
    /// What wrote it: `sesame 1.3.0`.
    public var by: String
    /// What is masked in it.
    public var masked: Set<MaskKind>
    /// What is diagnosed.
    public var subject: Subject
    /// The calls and their answers.
    public var observations: Observations
    /// What was left out of it when it was made.
    public var leftOut = LeftOut()
    /// The masks that it was made with; those of a bundle that was read have met nothing.
    public var masks: Masks
    /// How many answers it holds of calls that this version does not know; they are passed over.
    public var unknown = 0
    /// How many control characters were replaced by `?` when it was read.
    public var replaced = 0

    /// What never enters a bundle, counted.
    public struct LeftOut: Hashable, Sendable {
        /// Values of variables of containers.
        public var variables = 0
        /// Texts, or parts of them, that look like a key, a token or another secret.
        public var secrets = 0
        /// Members of answers that no check reads.
        public var members = 0
        /// Calls that change something, and what they gave.
        public var writes = 0

        /// All of it.
        public var count: Int { variables + secrets + members + writes }

        /// Nothing.
        public init() {}
    }

    /// Makes a bundle.
    ///
    /// - Parameters:
    ///   - subject: What was diagnosed.
    ///   - observations: What was read for it.
    ///   - masks: What is to be masked; values that these masks have met already keep their numbers.
    ///   - written: When.
    ///   - by: What writes it, with its version.
    public init(
        _ subject: Subject, _ observations: Observations, masks: Masks = Masks(), written: Timestamp, by: String
    ) {
        var keeping = BundleKeeping()
        let kept = keeping.kept(observations)
        let named = subject.withNames
        var masks = masks
        masks.meet(named.answers)
        if let pod = named.pod { masks.meet(pod) }
        masks.meet(kept)
        self.masks = masks
        self.subject = masks.masked(named)
        self.observations = masks.masked(kept)
        self.written = written
        self.by = by
        masked = masks.kinds
        leftOut = keeping.leftOut
    }

    init(
        written: Timestamp, by: String, masked: Set<MaskKind>, subject: Subject, observations: Observations
    ) {
        self.written = written
        self.by = by
        self.masked = masked
        self.subject = subject
        self.observations = observations
        masks = Masks([])
    }

    /// The bundle as it is written: the same bytes for the same bundle.
    public var document: JSONValue {
        let calls = observations.calls.sorted { $0.key < $1.key }
        return [
            "schema": .string(Self.schema), "written": .string(written.iso8601), "by": .string(by),
            "masked": JSONValue(masked.sorted().map(\.rawValue)), "subject": subject.bundled,
            "answers": AnswersWriter.document(subject.answers),
            "calls": .array(calls.compactMap { call in observations[call].map { BundleCall.document(call, $0) } }),
        ]
    }

    /// The diagnosis of what it holds, as of when it was written.
    ///
    /// - Parameter checks: The checks that count.
    /// - Returns: The diagnosis; what it rests on is recorded, not seen.
    public func diagnosis(_ checks: [Check] = Checks.all) -> Diagnosis {
        History.telling(Doctor.diagnose(subject, observations, at: written, checks: checks), observations)
            .resting(on: .recorded)
    }
}

extension Subject {
    /// The subject as bundles carry it: with the pod that the diagnosis began with, and a partition that no region tells.
    fileprivate var bundled: JSONValue {
        guard var object = document.object else { return document }
        if let pod { object["pod"] = .string(pod) }
        if let partitionID { object["partition"] = .string(partitionID) }
        return .object(object)
    }

    /// The same subject with the names that derive from it said: a masked account would give others.
    var withNames: Subject {
        guard let design else { return self }
        var subject = self
        for (field, text) in [
            (FieldID.role, design.roleName.text), (.permissionsPolicy, design.permissionsPolicyName.text),
            (.sendingPolicy, design.sendingPolicyName.text),
        ] where answers[field] == nil {
            try? subject.answers.set(text, for: field, from: .default)
        }
        return subject
    }
}

extension Diagnosis {
    /// The same diagnosis, resting on what came here otherwise than by looking.
    ///
    /// - Parameters:
    ///   - source: How the answers came here.
    ///   - calls: Whether an answer to calls of these words in an account came so; nil says that all did.
    /// - Returns: The diagnosis with its evidence marked.
    public func resting(
        on source: Finding.Evidence.Source, _ calls: ((Finding.Evidence) -> Bool)? = nil
    ) -> Diagnosis {
        var result = self
        result.findings = findings.map { finding in
            var finding = finding
            finding.evidence = finding.evidence.map { evidence in
                var evidence = evidence
                if evidence.source == .seen, calls?(evidence) ?? true { evidence.source = source }
                return evidence
            }
            return finding
        }
        return result
    }
}
