import IAMPolicy
import Wire

/// Makes temporary credentials and writes them into answers.
enum TemporaryCredentials {
    /// Makes a session's credentials.
    static func make(
        _ call: AWSCall, account: String, identity: Session.Identity, seconds: Int,
        policies: [StoredPolicy] = [], isChained: Bool = false
    ) -> Session {
        let random = call.randomness
        return Session(
            accessKeyID: "ASIA" + random.text(16, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            secret: SecretKey(
                random.text(40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")),
            token: SecretKey("IQoJb3JpZ2luX2VjE" + Base64.encode(random.bytes(246))),
            expires: call.now.adding(seconds: seconds), account: account, identity: identity,
            sessionPolicies: policies, isChained: isChained)
    }

    /// The `Credentials` element.
    static func node(_ session: Session) -> XMLNode {
        XMLNode(
            "Credentials",
            [
                XMLNode("AccessKeyId", session.accessKeyID), XMLNode("SecretAccessKey", session.secret.value),
                XMLNode("SessionToken", session.token.value), XMLNode("Expiration", session.expires.iso8601),
            ])
    }

    /// The `AssumedRoleUser` element.
    static func user(_ partition: String, _ account: String, _ role: IAMRole, _ sessionName: String) -> XMLNode {
        XMLNode(
            "AssumedRoleUser",
            [
                XMLNode("AssumedRoleId", role.id + ":" + sessionName),
                XMLNode("Arn", "arn:\(partition):sts::\(account):assumed-role/\(role.name)/\(sessionName)"),
            ])
    }

    /// The session policies of a call that assumes a role: the document in `Policy` and managed ones by ARN.
    static func policies(_ call: AWSCall, _ iam: IAMState) throws(AWSFault) -> [StoredPolicy] {
        var policies: [StoredPolicy] = []
        if let text = try call.optional("Policy", length: 1...2_048) {
            do { policies.append(try StoredPolicy(text, kind: .session)) } catch {
                throw AWSFault("MalformedPolicyDocument", error.serviceMessage)
            }
            if let document = policies.last?.document { try IAMFault.check(sidsOf: document) }
        }
        for prefix in call.form.structures("PolicyArns") {
            let arn = try call.required(prefix + ".arn", length: 20...2_048)
            guard let policy = iam.managedPolicy(arn)?.defaultVersion?.policy else {
                throw AWSFault("ValidationError", "Policy \(arn) does not exist or is not attachable.")
            }
            policies.append(policy)
        }
        return policies
    }

    /// Refuses a second factor: nobody in a world has one.
    static func refuseSecondFactor(_ call: AWSCall) throws(AWSFault) {
        guard call.form["SerialNumber"] != nil || call.form["TokenCode"] != nil else { return }
        throw AWSFault(
            "AccessDenied",
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is "
                + "valid and associated with this user.", status: 403)
    }

    /// The session name of a call that assumes a role.
    static func sessionName(_ call: AWSCall) throws(AWSFault) -> String {
        let name = try call.required("RoleSessionName", length: 2...64)
        let allowed: (UInt8) -> Bool = {
            (0x30...0x39).contains($0) || (0x40...0x5A).contains($0) || (0x61...0x7A).contains($0)
                || [0x5F, 0x2B, 0x3D, 0x2C, 0x2E, 0x2D].contains($0)
        }
        guard name.utf8.allSatisfy(allowed) else {
            throw .invalid(
                "roleSessionName", name, "Member must satisfy regular expression pattern: [\\w+=,.@-]*")
        }
        return name
    }

    /// Account and name in a role's ARN.
    static func role(inARN arn: String) throws(AWSFault) -> (account: String, name: String) {
        let refusal = AWSFault("ValidationError", "Request ARN is invalid")
        let parts = arn.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[0] == "arn", parts[2] == "iam", parts[3].isEmpty, parts[4].utf8.count == 12,
            parts[4].utf8.allSatisfy({ (0x30...0x39).contains($0) }), parts[5].hasPrefix("role/"),
            let name = parts[5].split(separator: "/", omittingEmptySubsequences: false).last, !name.isEmpty
        else { throw refusal }
        let allowed: (UInt8) -> Bool = { $0 >= 0x21 && $0 <= 0x7E && $0 != 0x3C && $0 != 0x3E }
        guard parts[5].utf8.allSatisfy(allowed), parts[1] == "aws" || parts[1].hasPrefix("aws-") else { throw refusal }
        return (String(parts[4]), String(name))
    }
}
