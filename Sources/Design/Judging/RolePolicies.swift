public import Calls
public import IAMPolicy
public import Identifiers
import Wire

/// The policies that say what a role may do, as far as they were read: attached, inline, and the boundary.
public struct RolePolicies: Sendable {
    /// A policy that hangs on the role.
    public struct Entry: Hashable, Sendable {
        /// The ARN of a managed policy; nil for an inline one.
        public let arn: ARN?
        /// Name and document.
        public let policy: NamedPolicy

        /// The policy as people say it: `policy mail-sender`, `inline policy send`.
        public var words: String { "\(arn == nil ? "inline policy" : "policy") \(policy.name)" }
    }

    /// What was read.
    public private(set) var entries: [Entry] = []
    /// The boundary's document; nil where the role has none, or where it could not be read.
    public private(set) var boundary: NamedPolicy?
    /// Why more could not be read, as it follows "cannot tell: "; nil when all of it was.
    public private(set) var unread: String?
    /// Whether there is a boundary that could not be read: it may refuse whatever the others allow.
    public private(set) var isBoundaryUnread = false

    /// What has to be asked, as far as earlier answers say what to ask.
    public static func reads(_ role: RoleName, _ seen: Observations) -> [Call] {
        var calls = [Read.role(role).call, Read.attachedPolicies(role).call, Read.inlinePolicies(role).call]
        var arns = seen.attachedPolicies(role)?.value ?? []
        if let boundary = seen.role(role)?.value?.boundary { arns.append(boundary) }
        for arn in arns {
            calls.append(Read.managedPolicy(arn).call)
            guard let policy = seen[.managedPolicy(arn)]?.value else { continue }
            calls.append(Read.policyVersion(arn, policy.defaultVersion).call)
        }
        for name in seen[.inlinePolicies(role)]?.value?.names ?? [] { calls.append(Read.inlinePolicy(role, name).call) }
        return calls
    }

    /// Gathers what was read of a role.
    public init(_ role: RoleName, _ seen: Observations) {
        let attached = seen.attachedPolicies(role)
        note(attached)
        for arn in attached?.value ?? [] {
            let observed = seen.policy(arn)
            note(observed)
            guard let text = observed?.value?.document else { continue }
            add(arn.resourceName, arn, text)
        }
        let inline = seen[.inlinePolicies(role)]
        note(inline)
        for name in inline?.value?.names ?? [] {
            let observed = seen[.inlinePolicy(role, name)]
            note(observed)
            guard let text = observed?.value?.document else { continue }
            add(name, nil, text)
        }
        if let arn = seen.role(role)?.value?.boundary {
            let observed = seen.policy(arn)
            note(observed)
            boundary = observed?.value.flatMap { document(arn.resourceName, $0.document, kind: .boundary) }
            isBoundaryUnread = boundary == nil
        }
    }

    private mutating func add(_ name: String, _ arn: ARN?, _ text: String) {
        guard let policy = document(name, text, kind: .identity) else { return }
        entries.append(Entry(arn: arn, policy: policy))
    }

    private mutating func document(_ name: String, _ text: String, kind: PolicyKind) -> NamedPolicy? {
        do throws(PolicyReadError) {
            return NamedPolicy(name, try PolicyDocument.read(text, kind: kind))
        } catch {
            unread = unread ?? "the policy \(name) cannot be read, \(error.description)"
            return nil
        }
    }

    private mutating func note<Value>(_ observed: Observed<Value>?) {
        guard unread == nil else { return }
        unread = observed.map(\.cannotTell) ?? "nobody asked"
    }

    /// Whether these policies let a request of the role through, whatever the resource's owner says.
    ///
    /// What is allowed by what was read counts as allowed, although a policy that nobody read could still deny it; what
    /// is not allowed is refused only where everything was read.
    ///
    /// - Parameters:
    ///   - request: A request of the role inside its own account.
    ///   - arn: A policy that is left out.
    /// - Returns: The judgement.
    public func judge(_ request: PolicyRequest, without arn: ARN? = nil) -> LinkVerdict {
        let verdict = LinkVerdict(judgement(of: request, without: arn))
        guard let unread, !verdict.isYes || isBoundaryUnread else { return verdict }
        return .cannotTell(unread)
    }

    /// What the evaluator says of a request by what was read.
    func judgement(of request: PolicyRequest, without arn: ARN? = nil) -> Judgement {
        let identity = entries.filter { arn == nil || $0.arn != arn }.map(\.policy)
        return Evaluator.judge(request, PolicySet(identity: identity, boundary: boundary.map { [$0] } ?? []))
    }
}
