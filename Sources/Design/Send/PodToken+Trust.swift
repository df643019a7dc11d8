import IAMPolicy
import Identifiers
public import Wire

extension PodToken {
    /// The trust policy that lets in this token and nobody else.
    public var trustPolicyDocument: JSONValue {
        let claims = JSONObject([
            ("\(issuer.text):sub", .string(subject)), ("\(issuer.text):aud", .string(audience)),
        ])
        let statement: JSONValue = [
            "Effect": "Allow", "Principal": ["Federated": .string(providerARN.text)],
            "Action": "sts:AssumeRoleWithWebIdentity", "Condition": ["StringEquals": .object(claims)],
        ]
        return ["Version": "2012-10-17", "Statement": [statement]]
    }

    /// The trust policy of a role with a statement for this token behind those that are there.
    ///
    /// - Parameter role: The role.
    /// - Returns: The document; nil where nothing can be added to the one that is there.
    public func trustPolicy(addedTo role: RoleState) -> JSONValue? {
        let addition = ForeignDocument(
            live: role.trustPolicy, adding: trustPolicyDocument, kind: .trust, tags: role.tags)
        guard case .extended(let document) = addition else { return nil }
        return document
    }
}
