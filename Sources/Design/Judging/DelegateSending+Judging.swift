public import IAMPolicy
public import Identifiers
import Wire

/// The links of the chain as IAM's rules judge them by the documents that were read, whoever wrote these.
extension DelegateSending {
    /// Door 1: whether the role's policies let it send, as far as its own account is concerned.
    ///
    /// - Parameters:
    ///   - policies: What hangs on the role.
    ///   - role: The role; nil before it is made.
    ///   - arn: A policy that is left out of it.
    /// - Returns: The verdict on all that the permissions policy has to let through.
    public func judgeFirstDoor(
        _ policies: RolePolicies, _ role: RoleState?, without arn: ARN? = nil
    ) -> LinkVerdict {
        LinkVerdict(all: permissionRequests(role).map { policies.judge($0, without: arn) })
    }

    /// Whether one document alone gives the role everything that it needs.
    public func grantsAll(_ document: PolicyDocument) -> Bool {
        permissionRequests(nil).allSatisfy {
            LinkVerdict($0, PolicySet(identity: [NamedPolicy("", document)])).isYes
        }
    }

    /// Door 2: whether the identity's sending policies let the role send, whatever the role's own account says.
    ///
    /// - Parameters:
    ///   - identity: The identity with its policies.
    ///   - role: The role; nil before it is made.
    ///   - action: The action that SES checks; nil judges all that the setup needs.
    ///   - receiver: Who gets the message; nil takes the answers' receiver.
    /// - Returns: The verdict.
    public func judgeSecondDoor(
        _ identity: IdentityState, _ role: RoleState?, action: String? = nil, receiver: String? = nil
    ) -> LinkVerdict {
        var documents: [NamedPolicy] = []
        for (name, text) in identity.policies.sorted(by: { $0.key < $1.key }) {
            do throws(PolicyReadError) {
                documents.append(NamedPolicy(name, try PolicyDocument.read(text, kind: .sending)))
            } catch {
                return .cannotTell("the sending policy \(name) cannot be read, \(error.description)")
            }
        }
        let open = PolicySet(identity: [Self.everything], resource: documents)
        return LinkVerdict(
            all: (action.map { [$0] } ?? Self.wanted(by: sendingPolicyDocument).map(\.action)).map { action in
                LinkVerdict(sendRequest(action, role: role, receiver: receiver ?? self.receiver?.text), open)
            })
    }

    /// What the permissions policy has to let through, one request for each action and resource of it.
    private func permissionRequests(_ role: RoleState?) -> [PolicyRequest] {
        let request = sendRequest(role: role, receiver: receiver?.text)
        return Self.wanted(by: permissionsPolicyDocument).map { action, resource in
            request.inOwnAccount(eksAccount.text, resource: resource, action: action)
        }
    }

    /// The pairs of action and resource that a document of the design allows.
    private static func wanted(by document: JSONValue) -> [(action: String, resource: String)] {
        (document["Statement"]?.array ?? []).flatMap { statement in
            texts(statement["Resource"]).flatMap { resource in
                texts(statement["Action"]).map { (action: $0, resource: resource) }
            }
        }
    }

    private static func texts(_ value: JSONValue?) -> [String] {
        value?.array?.compactMap(\.string) ?? [value?.string].compactMap(\.self)
    }

    /// A policy that lets everything through, for a door that is judged by itself.
    public static let everything = NamedPolicy(
        "everything",
        PolicyDocument(
            kind: .identity,
            statements: [
                Statement(
                    effect: .allow, action: ActionElement([ActionPattern("*")]),
                    resource: ResourceElement([ResourcePattern("*")]))
            ]))
}
