import Identifiers
import Wire

/// On what an IAM action is allowed: an ARN with parts that come from a call, or `*` where the action knows no resources.
///
/// Parts in braces are the partition, the account, the call's region, or one of its parameters; one that is not known is
/// `*`. Source: AWS's service authorization reference.
public struct ResourcePattern: Hashable, Sendable, ExpressibleByStringLiteral {
    private let text: String

    /// A pattern as it is written in a row.
    public init(stringLiteral text: String) { self.text = text }

    /// The ARN for a call.
    ///
    /// - Parameters:
    ///   - call: The call.
    ///   - partition: The partition's id: `aws`.
    ///   - account: The account that answers, 12 digits.
    /// - Returns: An ARN, or `*`.
    func arn(of call: Call, partition: String, account: String) -> String {
        var result = ""
        var rest = text[...]
        while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
            result += rest[..<start]
            result += Self.value(String(rest[rest.index(after: start)..<end]), call, partition, account)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func value(_ name: String, _ call: Call, _ partition: String, _ account: String) -> String {
        switch name {
        case "partition": partition
        case "account": account
        case "region": call.region?.text ?? "*"
        // IAM names a provider by its issuer without the scheme.
        case "Url": call[name].map { $0.hasPrefix("https://") ? String($0.dropFirst(8)) : $0 } ?? "*"
        default: call[name] ?? "*"
        }
    }

    /// A role by its name; its path is not part of any call.
    static let role: ResourcePattern = "arn:{partition}:iam::{account}:role/{RoleName}"
    /// A managed policy by its ARN.
    static let policy: ResourcePattern = "{PolicyArn}"
    /// A provider by its ARN.
    static let provider: ResourcePattern = "{OpenIDConnectProviderArn}"
    /// An identity of SES.
    static let identity: ResourcePattern = "arn:{partition}:ses:{region}:{account}:identity/{EmailIdentity}"
    /// A cluster that a parameter `clusterName` names.
    static let cluster: ResourcePattern = "arn:{partition}:eks:{region}:{account}:cluster/{clusterName}"
}

/// One action that a call needs, and on what.
public struct ActionGrant: Hashable, Sendable {
    /// The action, for example `iam:GetRole`.
    public var action: String
    /// The ARN, or `*`.
    public var resource: String
    /// Further limits that still let the call through: condition keys with the ARN that they have to equal.
    public var limits: [String: String]

    /// An action on a resource.
    public init(_ action: String, on resource: String, limits: [String: String] = [:]) {
        self.action = action
        self.resource = resource
        self.limits = limits
    }
}

extension Call {
    /// What the caller has to be allowed in AWS, each action on what it is about; empty for calls that need nothing.
    ///
    /// - Parameters:
    ///   - partition: The partition's id: `aws`.
    ///   - account: The account that answers, 12 digits.
    /// - Returns: The actions in the row's order.
    public func grants(partition: String, account: String) -> [ActionGrant] {
        // Everybody may ask STS who they are, whatever their policies say.
        guard operation != .getCallerIdentity else { return [] }
        let limits = operation.limits.mapValues { $0.arn(of: self, partition: partition, account: account) }
        return actions.map { action in
            ActionGrant(
                action, on: operation.target.arn(of: self, partition: partition, account: account), limits: limits)
        }
    }
}
