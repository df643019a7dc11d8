import Identifiers
public import Wire

extension DelegateSending {
    private var actions: JSONValue { JSONValue(sendingActions) }

    /// The permissions policy: door 1, what the role may do.
    ///
    /// It names the sender's identity; while the EKS account is in the sandbox also the receiver's, in both accounts,
    /// because SES then authorises the send on the receiver too and documentation does not say in whose account. Where
    /// mails go through a configuration set, SES authorises the send on that set as well, and on the template where a
    /// message is made of one.
    public var permissionsPolicyDocument: JSONValue {
        var resources = [identityARN.text]
        if eksSandbox, let receiver {
            let identity = SESIdentity.address(receiver)
            for account in [eksAccount, sesAccount] {
                let arn = identityARN(identity, in: account).text
                if !resources.contains(arn) { resources.append(arn) }
            }
        }
        if let configurationSetARN { resources.append(configurationSetARN.text) }
        if sendingActions != SendingAction.always {
            resources.append(templatesARN.text)
        }
        return policy([
            ("Effect", "Allow"), ("Action", actions), ("Resource", .array(resources.map(JSONValue.string))),
        ])
    }

    /// The trust policy: who may borrow the role, one service account of one cluster.
    public var trustPolicyDocument: JSONValue { podToken.trustPolicyDocument }

    /// The sending policy without a Sid: door 2, who may send as the identity.
    public var sendingPolicyDocument: JSONValue { sendingPolicyDocument(roleID: nil) }

    /// The sending policy.
    ///
    /// - Parameter roleID: The role's unique ID (`AROA…`). It becomes part of the Sid, so that a role that was deleted
    ///   and made again, which has lost the grant, shows. The rendered file has no Sid.
    /// - Returns: The document with one statement.
    public func sendingPolicyDocument(roleID: String?) -> JSONValue {
        var statement: [(String, JSONValue)] = []
        if let roleID { statement.append(("Sid", .string(SendingPolicyMark.sid(roleID: roleID)))) }
        statement += [
            ("Effect", "Allow"), ("Principal", object([("AWS", .string(roleARN.text))])),
            ("Action", actions), ("Resource", .string(identityARN.text)),
        ]
        return policy(statement)
    }

    /// One statement as a policy; a domain identity gets the condition on the From address, where the send is decided.
    private func policy(_ members: [(String, JSONValue)]) -> JSONValue {
        var statement = members
        let isSend = members.contains { $0.0 == "Action" && $0.1 == actions }
        if isSend, isDomainIdentity {
            let condition = object([("StringEquals", object([("ses:FromAddress", .string(sender.text))]))])
            statement.append(("Condition", condition))
        }
        return object([("Version", "2012-10-17"), ("Statement", .array([object(statement)]))])
    }

    private func object(_ members: [(String, JSONValue)]) -> JSONValue {
        var object = JSONObject()
        for (key, value) in members { object[key] = value }
        return .object(object)
    }
}
