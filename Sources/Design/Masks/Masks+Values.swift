public import Calls
import Identifiers
public import Wire

extension Masks {
    // MARK: JSON

    /// Meets the values of a document: an answer, the input of a call.
    public mutating func meet(_ value: JSONValue) { meet(value, at: "") }

    /// A document with its values masked, keys of maps included.
    public func masked(_ value: JSONValue) -> JSONValue { masked(value, at: "") }

    private mutating func meet(_ value: JSONValue, at key: String) {
        switch value {
        case .null, .bool, .number: break
        case .string(let text): meet(text, at: key)
        case .array(let elements): for element in elements { meet(element, at: key) }
        case .object(let object):
            if let name = object["metadata"]?["name"]?.string, let kind = object["kind"]?.string {
                meet(name, Self.sort(of: kind))
            }
            for member in object.members {
                if key == "Policies" { meet(member.key, .policy) }
                meet(member.key)
                // Names of objects and of what is said elsewhere have no word of their own before them.
                let inner = key.isEmpty || !["name", "data"].contains(member.key) ? member.key : "\(key).\(member.key)"
                meet(member.value, at: inner)
            }
        }
    }

    private mutating func meet(_ text: String, at key: String) {
        switch key {
        case "certificateAuthority.data":
            guard let bytes = Base64.decode(text) else { break }
            return meet(certificates: String(decoding: bytes, as: UTF8.self))
        case "certificateAuthority": return meet(certificates: text)
        case "Tokens": meet(token: text)
        case _ where Self.domainKeys.contains(key): meet(domain: text)
        default:
            if kinds.contains(.names), let sort = Self.nameKeys[key] { meet(text, sort) }
        }
        meet(text)
    }

    private func masked(_ value: JSONValue, at key: String) -> JSONValue {
        switch value {
        case .null, .bool, .number: return value
        case .string(let text): return .string(masked(text, at: key))
        case .array(let elements): return .array(elements.map { masked($0, at: key) })
        case .object(let object):
            var result = JSONObject()
            for member in object.members {
                let inner = key.isEmpty || !["name", "data"].contains(member.key) ? member.key : "\(key).\(member.key)"
                // Keys are words of AWS's, but for maps by name.
                let name = masked(member.key, withNames: key == "Policies")
                // Two keys whose masks are one would lose a member; that can only be where something was not met.
                result[result[name] == nil ? name : member.key] = masked(member.value, at: inner)
            }
            return .object(result)
        }
    }

    private func masked(_ text: String, at key: String) -> String {
        guard kinds.contains(.accounts) else { return masked(text) }
        switch key {
        case "certificateAuthority.data":
            guard let bytes = Base64.decode(text) else { return masked(text) }
            return Base64.encode(Array(masked(certificates: String(decoding: bytes, as: UTF8.self)).utf8))
        case "certificateAuthority": return masked(certificates: text)
        default: return masked(text)
        }
    }

    /// Members that hold a domain or an address.
    private static let domainKeys: Set<String> = [
        "EmailIdentity", "EmailAddress", "IdentityName", "Identity", "MailFromDomain", "emailIdentity", "emailAddress",
        "identity", "SigningHostedZone",
    ]

    /// Members that hold a name, with its sort.
    private static let nameKeys: [String: MaskedNames.Sort] = [
        "RoleName": .role, "roleName": .role, "PolicyName": .policy, "policyName": .policy, "PolicyNames": .policy,
        "clusterName": .cluster, "clusters": .cluster, "cluster.name": .cluster, "namespace": .namespace,
        "serviceAccount": .serviceAccount, "serviceAccountName": .serviceAccount, "nodeName": .node,
        "ConfigurationSetName": .configurationSet, "configurationSetName": .configurationSet, "profile": .profile,
        "context": .context, "Username": .user, "userName": .user, "roleSessionName": .session,
        "ownerReferences.name": .workload, "eksCluster": .cluster, "cluster": .cluster, "sessionName": .session,
        "username": .user,
    ]

    private static func sort(of kind: String) -> MaskedNames.Sort {
        switch ClusterKind.allCases.first(where: { $0.name == kind }) {
        case .namespace: .namespace
        case .serviceAccount: .serviceAccount
        default: kind == "Pod" ? .pod : .workload
        }
    }

    // MARK: Answers

    /// Meets what a person told; accounts and addresses get their numbers in the order of the answers file.
    public mutating func meet(_ answers: Answers) {
        for field in FieldID.allCases {
            guard let text = answers[field] else { continue }
            switch field {
            case .sesSender, .sesReceiver, .sesIdentity: meet(domain: text)
            default: break
            }
            if kinds.contains(.names), let sort = Self.nameFields[field] { meet(text, sort) }
            meet(text)
            if field == .eksOIDCProvider { meet("https://\(text)") }
        }
        for tag in answers.tags {
            meet(tag.key)
            meet(tag.value)
        }
    }

    /// Meets the names that a setup gets where nobody named them otherwise.
    public mutating func meet(namesOf design: DelegateSending) {
        guard kinds.contains(.names) else { return }
        meet(design.roleName.text, .role)
        meet(design.permissionsPolicyName.text, .policy)
        meet(design.sendingPolicyName.text, .policy)
    }

    /// The answers with their values masked; a value whose mask is none of its kind is left out.
    public func masked(_ answers: Answers) -> Answers {
        var result = Answers()
        for field in FieldID.allCases where field != .tags {
            guard let text = answers[field], let provenance = answers.provenance(of: field) else { continue }
            try? result.set(masked(text), for: field, from: provenance)
        }
        if let provenance = answers.provenance(of: .tags) {
            result.setTags(answers.tags.map { Tag(key: masked($0.key), value: masked($0.value)) }, from: provenance)
        }
        return result
    }

    private static let nameFields: [FieldID: MaskedNames.Sort] = [
        .eksCluster: .cluster, .namespace: .namespace, .serviceAccount: .serviceAccount, .role: .role,
        .permissionsPolicy: .policy, .sendingPolicy: .policy, .configurationSet: .configurationSet,
        .eksProfile: .profile, .sesProfile: .profile, .kubernetesContext: .context,
    ]

    // MARK: Calls

    /// Meets calls and their answers, in the order of the calls' keys.
    public mutating func meet(_ observations: Observations) {
        for call in observations.calls.sorted(by: { $0.key < $1.key }) {
            if let kind = call.kind, let name = call.objectName { meet(name, Self.sort(of: kind.name)) }
            if call.operation.service == .eks, let name = call["name"] { meet(name, .cluster) }
            meet(.object(call.input))
            guard let answer = observations[call] else { continue }
            meet(answer.caller)
            switch answer.outcome {
            case .success(let value): meet(value)
            case .failure(let failure): meet(failure.document)
            }
        }
    }

    /// Calls and answers, masked.
    public func masked(_ observations: Observations) -> Observations {
        var result = Observations()
        for call in observations.calls { result[masked(call)] = observations[call].map { masked($0) } }
        return result
    }

    /// A call with its input masked.
    public func masked(_ call: Call) -> Call {
        Call(call.operation, call.side, in: call.region, masked(.object(call.input)).object ?? call.input)
    }

    /// An answer, masked.
    public func masked(_ answer: Answer) -> Answer {
        Answer(
            answer.outcome.map { masked($0) }.mapError { masked($0) }, at: answer.at, caller: masked(answer.caller),
            isWhole: answer.isWhole)
    }

    /// A failure, masked.
    public func masked(_ failure: CallFailure) -> CallFailure {
        var failure = failure
        failure.reason = masked(failure.reason)
        failure.place = failure.place.map { masked($0) }
        failure.purpose = failure.purpose.map { masked($0) }
        failure.message = failure.message.map { masked($0) }
        failure.requestID = failure.requestID.map { masked($0) }
        failure.account = failure.account.map { masked($0) }
        return failure
    }
}
