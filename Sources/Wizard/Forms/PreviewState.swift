import Calls
import Identifiers
import Design

/// The files that the answers make: each is made when it is shown first, and kept until an answer changes.
struct PreviewState: Sendable {
    /// Whether some values in the files are examples, because nobody gave them yet.
    private(set) var hasExamples = false
    /// What is derived for fields that nobody answered: names, the identity.
    private(set) var derived: [FieldID: String] = [:]
    /// The design, when everything it needs was answered, and nothing was refused.
    private(set) var design: DelegateSending?
    /// Whether a text in some field was refused; the files are made without it.
    private(set) var isRefused = false
    /// The file that the field makes which was focused last.
    private(set) var lastFile: ArtifactName?
    /// Notes for other owners that were made already.
    private(set) var handOvers: [Side: HandOver] = [:]
    /// Makes a file; every file of the wizard is made by this.
    var make: @Sendable (ArtifactName, DelegateSending) -> Artifact = { Artifacts.make($0, $1) }

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
    /// What the files are made of: the design, else one with examples.
    private var shown: DelegateSending?
    private var made: [ArtifactName: Artifact] = [:]
    /// The field that was looked for in the files last, and what was found.
    private var marked: (field: FieldID, touched: Touched?)?

    /// Takes changed answers: what was made of the earlier ones is forgotten.
    mutating func refresh(_ answers: Answers, isRefused: Bool) {
        guard key != answers || self.isRefused != isRefused else { return }
        key = answers
        self.isRefused = isRefused
        made = [:]
        marked = nil
        lastFile = nil
        handOvers = [:]
        derived = [:]
        let filled = PreviewState.filled(answers)
        hasExamples = filled.hasExamples
        shown = try? DelegateSending(filled.answers)
        design = filled.hasExamples || isRefused ? nil : shown
        guard let shown else { return }
        // Names hang on the cluster; an example's names would look like real ones.
        if answers.eksCluster != nil || answers.oidcProvider != nil {
            derived = [
                .role: shown.roleName.text, .permissionsPolicy: shown.permissionsPolicyName.text,
                .sendingPolicy: shown.sendingPolicyName.text,
            ]
        }
        if answers.sender != nil { derived[.sesIdentity] = shown.identity.text }
    }

    /// The design; values that nobody gave yet are examples.
    var example: DelegateSending? { shown }

    /// Whether there is anything to make files of.
    var hasFiles: Bool { shown != nil }

    /// All six files in the order of the guide; values that nobody gave yet are examples.
    var files: [Artifact] { ArtifactName.allCases.compactMap { file($0) } }

    /// One of the six files; nil when there is nothing to make it of.
    func file(_ name: ArtifactName) -> Artifact? { made[name] ?? shown.map { make(name, $0) } }

    /// The lines that a field makes, when they were looked for.
    func touched(by field: FieldID) -> Touched? { marked?.field == field ? marked?.touched : nil }

    /// Keeps a file, so that drawing it again costs nothing.
    mutating func keep(_ name: ArtifactName) { made[name] = file(name) }

    /// Remembers which file is about the focused field.
    mutating func look(at field: FieldID) { lastFile = PreviewState.file(of: field) ?? lastFile }

    /// Finds the lines that a field makes, by making its file with another value.
    mutating func mark(_ field: FieldID, _ answers: Answers) {
        guard marked?.field != field, let name = PreviewState.file(of: field), shown != nil else { return }
        keep(name)
        marked = (field, made[name].flatMap { search($0, field, answers) })
    }

    private func search(_ own: Artifact, _ field: FieldID, _ answers: Answers) -> Touched? {
        var changed = PreviewState.filled(answers).answers
        for probe in PreviewState.probes(field) where (try? changed.set(probe, for: field, from: .typed)) != nil {
            if changed[field] != answers[field] { break }
        }
        guard let design = try? DelegateSending(changed) else { return nil }
        let before = own.content.split(separator: "\n", omittingEmptySubsequences: false)
        let after = make(own.name, design).content.split(separator: "\n", omittingEmptySubsequences: false)
        guard before.count == after.count else { return nil }
        let lines = before.indices.filter { before[$0] != after[$0] }
        return lines.first.map { Touched(field: field, file: own.name, lines: Set(lines), other: String(after[$0])) }
    }

    /// Makes the notes for the owners of sides, once for each design.
    mutating func makeHandOvers(_ sides: [Side]) {
        guard let design else { return }
        for side in sides where handOvers[side] == nil { handOvers[side] = HandOver.make(design, side: side) }
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
        case .sesReceiver, .configurationSet, .sendingActions: .permissionsPolicy
        case .eksRegion, .eksCluster, .eksProfile, .eksSandbox, .sesProfile, .sesSandbox, .kubernetesContext,
            .testWorkload, .image, .permissionsBoundary, .permissionsPolicy, .sendingPolicy, .tags:
            nil
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
