import Identifiers
import Wire

/// The commands of the AWS CLI and kubectl that do what a step does.
///
/// Documents come from the artifacts' files, so that a command is one line and the file is what was shown.
public enum Equivalent {
    /// The command of one step, without a line end.
    ///
    /// - Parameters:
    ///   - step: The step.
    ///   - design: The design that the step belongs to, for regions and names.
    ///   - profile: The AWS profile to name in the command; nil names none.
    /// - Returns: A line for a POSIX shell.
    public static func command(_ step: ResourceStep, _ design: DelegateSending, profile: String? = nil) -> String {
        switch step {
        case .createOIDCProvider(let issuer, let clientIDs, let tags):
            return aws(
                ["iam", "create-open-id-connect-provider", "--url", issuer.url, "--client-id-list"]
                    + clientIDs + tagWords(tags), profile)
        case .addClientID(let provider, let clientID):
            return aws(
                [
                    "iam", "add-client-id-to-open-id-connect-provider", "--open-id-connect-provider-arn", provider.text,
                    "--client-id", clientID,
                ], profile)
        case .createPolicy(let name, _, let tags):
            return aws(
                ["iam", "create-policy", "--policy-name", name.text, "--policy-document", file(.permissionsPolicy)]
                    + tagWords(tags), profile)
        case .createPolicyVersion(let policy, _):
            return aws(
                [
                    "iam", "create-policy-version", "--policy-arn", policy.text, "--policy-document",
                    file(.permissionsPolicy), "--set-as-default",
                ], profile)
        case .createRole(let name, let path, _, let boundary, let tags):
            var words = ["iam", "create-role", "--role-name", name.text]
            if path != .root { words += ["--path", path.text] }
            words += ["--assume-role-policy-document", file(.trustPolicy)]
            if let boundary { words += ["--permissions-boundary", boundary.text] }
            return aws(words + tagWords(tags), profile)
        case .updateTrustPolicy(let role, _):
            return aws(
                [
                    "iam", "update-assume-role-policy", "--role-name", role.text, "--policy-document",
                    file(.trustPolicy),
                ], profile)
        case .putBoundary(let role, let boundary):
            return aws(
                [
                    "iam", "put-role-permissions-boundary", "--role-name", role.text, "--permissions-boundary",
                    boundary.text,
                ], profile)
        case .attachPolicy(let role, let policy):
            return aws(
                ["iam", "attach-role-policy", "--role-name", role.text, "--policy-arn", policy.text], profile)
        case .createIdentity(_, let identity, let tags):
            return aws(
                ["sesv2", "create-email-identity", "--email-identity", identity.text] + region(design)
                    + tagWords(tags), profile)
        case .mailAgain(_, let address):
            return aws(["ses", "verify-email-identity", "--email-address", address.text] + region(design), profile)
        case .putSendingPolicy(let identity, let name, _):
            return aws(
                [
                    "ses", "put-identity-policy", "--identity", identity.text, "--policy-name", name.text, "--policy",
                    file(.sendingPolicy),
                ] + region(design), profile)
        case .apply(let object):
            return kubectl(object, design)
        }
    }

    private static func kubectl(_ object: JSONValue, _ design: DelegateSending) -> String {
        switch object["kind"]?.string {
        case "Namespace": "kubectl create namespace \(ShellQuoting.word(design.namespace.text))"
        case "Deployment": "kubectl apply --server-side -f \(ArtifactName.deployment.rawValue)"
        default: "kubectl apply --server-side -f \(ArtifactName.serviceAccount.rawValue)"
        }
    }

    /// One command line of the AWS CLI, every word quoted as a shell needs it.
    static func aws(_ words: [String], _ profile: String?) -> String {
        let named = profile.map { ["--profile", $0] } ?? []
        return "aws " + (words + named).map(ShellQuoting.word).joined(separator: " ")
    }

    private static func file(_ name: ArtifactName) -> String { "file://\(name.rawValue)" }

    private static func region(_ design: DelegateSending) -> [String] { ["--region", design.sesRegion.text] }

    /// Tags as JSON: the CLI's shorthand breaks at commas and equals signs.
    private static func tagWords(_ tags: [Tag]) -> [String] {
        let list = JSONValue.array(tags.map { ["Key": .string($0.key), "Value": .string($0.value)] })
        return ["--tags", list.serialized(.compact)]
    }
}
