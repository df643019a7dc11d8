import Calls
import Identifiers
import Design

/// The files that the answers make, generated again whenever an answer changes.
struct PreviewState: Hashable, Sendable {
    /// The six files; values that nobody gave yet are examples.
    private(set) var artifacts: [Artifact] = []
    /// Whether some values in them are examples.
    private(set) var hasExamples = false
    /// What is derived for fields that nobody answered: names, the identity.
    private(set) var derived: [FieldID: String] = [:]
    /// The design, when everything it needs was answered.
    private(set) var design: DelegateSending?
    /// The file and the lines that a field makes.
    private(set) var touched: Touched?
    /// Notes for other owners that were made already.
    private(set) var handOvers: [Side: HandOver] = [:]
    /// The file that is shown beside the form, when the person chose one.
    var chosen: ArtifactName?

    /// The lines of a file that one field makes.
    struct Touched: Hashable, Sendable {
        var field: FieldID
        var file: ArtifactName
        /// Numbers of the lines, from 0.
        var lines: Set<Int>
        /// What the first of them would say with another value: where both differ is what the field makes.
        var other: String
    }

    private var key: Answers?

    /// Generates the files, when the answers changed.
    mutating func refresh(_ answers: Answers) {
        guard key != answers else { return }
        key = answers
        touched = nil
        handOvers = [:]
        let filled = PreviewState.filled(answers)
        hasExamples = filled.hasExamples
        design = try? DelegateSending(answers)
        guard let shown = filled.hasExamples ? try? DelegateSending(filled.answers) : design else {
            artifacts = []
            derived = [:]
            return
        }
        artifacts = Artifacts.make(shown)
        // Names hang on the cluster; an example's names would look like real ones.
        derived = [:]
        if answers.eksCluster != nil || answers.oidcProvider != nil {
            derived = [
                .role: shown.roleName.text, .permissionsPolicy: shown.permissionsPolicyName.text,
                .sendingPolicy: shown.sendingPolicyName.text,
            ]
        }
        if answers.sender != nil { derived[.sesIdentity] = shown.identity.text }
    }

    /// Finds the lines that a field makes, by generating its file with another value.
    mutating func mark(_ field: FieldID, _ answers: Answers) {
        guard touched?.field != field, let file = PreviewState.file(of: field),
            let own = artifacts.first(where: { $0.name == file })
        else { return }
        var changed = PreviewState.filled(answers).answers
        for probe in PreviewState.probes(field) where (try? changed.set(probe, for: field, from: .typed)) != nil {
            if changed[field] != answers[field] { break }
        }
        guard let design = try? DelegateSending(changed) else { return }
        let before = own.content.split(separator: "\n", omittingEmptySubsequences: false)
        let after = Artifacts.make(file, design).content.split(separator: "\n", omittingEmptySubsequences: false)
        guard before.count == after.count else { return }
        let lines = before.indices.filter { before[$0] != after[$0] }
        guard let first = lines.first else { return }
        touched = Touched(field: field, file: file, lines: Set(lines), other: String(after[first]))
    }

    /// Makes the notes for the owners of sides, once for each design.
    mutating func makeHandOvers(_ sides: [Side]) {
        guard let design else { return }
        for side in sides where handOvers[side] == nil { handOvers[side] = HandOver.make(design, side: side) }
    }

    /// The content of a file.
    func content(of file: ArtifactName) -> String {
        artifacts.first { $0.name == file }?.content ?? ""
    }

    private static func filled(_ answers: Answers) -> (answers: Answers, hasExamples: Bool) {
        var filled = answers
        var hasExamples = false
        var missing = filled.missingFields
        if filled.oidcProvider == nil { missing.append(.eksOIDCProvider) }
        for field in missing where (try? filled.set(Field[field].example, for: field, from: .default)) != nil {
            hasExamples = true
        }
        return (filled, hasExamples)
    }

    private static func file(of field: FieldID) -> ArtifactName? {
        switch field {
        case .eksAccount, .namespace, .serviceAccount, .eksOIDCProvider: .trustPolicy
        case .role, .rolePath: .serviceAccount
        case .sesAccount, .sesRegion, .sesSender, .sesIdentity: .sendingPolicy
        case .sesReceiver: .permissionsPolicy
        default: nil
        }
    }

    private static func probes(_ field: FieldID) -> [String] {
        switch field {
        case .eksAccount, .sesAccount: ["000000000000", "999999999999"]
        case .sesRegion: ["us-east-1", "eu-central-1"]
        case .sesSender, .sesReceiver: ["x@x.example.org", "y@y.example.org"]
        case .eksOIDCProvider: ["oidc.eks.us-east-1.amazonaws.com/id/00000000000000000000000000000000"]
        default: ["x", "z"]
        }
    }
}
