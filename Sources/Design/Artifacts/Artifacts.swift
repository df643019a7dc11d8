import Calls
import Identifiers
public import Wire

/// The six files of the guide, generated from a design; the same design gives the same bytes.
public enum Artifacts {
    /// All six in the order of the guide.
    ///
    /// - Throws: What is missing in the answers.
    public static func make(_ answers: Answers) throws(IncompleteAnswers) -> [Artifact] {
        make(try DelegateSending(answers))
    }

    /// All six in the order of the guide.
    public static func make(_ design: DelegateSending) -> [Artifact] {
        ArtifactName.allCases.map { make($0, design) }
    }

    /// One of the six.
    public static func make(_ name: ArtifactName, _ design: DelegateSending) -> Artifact {
        let side = side(of: name)
        return Artifact(
            name: name, side: side, account: design.account(of: side).text, purpose: purpose(of: name, design),
            content: content(of: name, design))
    }

    /// The artifacts as the document that `render -o json` prints: schema `sesame/artifacts/v1`.
    public static func document(_ artifacts: [Artifact]) -> JSONValue {
        [
            "schema": "sesame/artifacts/v1",
            "artifacts": .array(
                artifacts.map { artifact in
                    [
                        "name": .string(artifact.name.rawValue), "account": .string(artifact.account),
                        "purpose": .string(artifact.purpose), "content": .string(artifact.content),
                    ]
                }),
        ]
    }

    private static func side(of name: ArtifactName) -> Side {
        switch name {
        case .permissionsPolicy, .trustPolicy: .eks
        case .sendingPolicy: .ses
        case .serviceAccount, .deployment, .sendCommand: .kubernetes
        }
    }

    private static func content(of name: ArtifactName, _ design: DelegateSending) -> String {
        switch name {
        case .permissionsPolicy: design.permissionsPolicyDocument.serialized(.pretty) + "\n"
        case .trustPolicy: design.trustPolicyDocument.serialized(.pretty) + "\n"
        case .serviceAccount: YAMLWriter.text(of: design.serviceAccountObject(isOwn: false))
        case .sendingPolicy: design.sendingPolicyDocument.serialized(.pretty) + "\n"
        case .deployment: YAMLWriter.text(of: design.deploymentObject(isOwn: false))
        case .sendCommand: SendCommand.script(design)
        }
    }

    private static func purpose(of name: ArtifactName, _ design: DelegateSending) -> String {
        switch name {
        case .permissionsPolicy: "Permissions policy (door 1): what the role \(design.roleName.text) may do."
        case .trustPolicy: "Trust policy: only \(design.namespace.text)/\(design.serviceAccount.text) may use the role."
        case .serviceAccount: "Service account: tells the pods which role is theirs."
        case .sendingPolicy: "Sending policy (door 2): that role may send as \(design.identity.text)."
        case .deployment: "Test workload: one pod with the AWS CLI under the service account."
        case .sendCommand: "Send command: one test message from inside the pod."
        }
    }
}
