import Wire

/// What a world knows about an access key: its secret, and whom it stands for.
struct KeyHolder: Sendable {
    /// The secret key.
    var secret: SecretKey
    /// The session token that must come with it, nil for a user's own key.
    var token: SecretKey?
    /// When it ends, nil for a user's own key.
    var expires: Timestamp?
    /// Whom it stands for.
    var caller: Caller
}

extension WorldState {
    /// Finds out whom an access key id stands for.
    ///
    /// The session of a role that no longer exists stands for nobody.
    func holder(of accessKeyID: String) -> KeyHolder? {
        if let session = sessions[accessKeyID] { return holder(of: session) }
        for account in accounts.values {
            for user in account.iam.users.values {
                guard let secret = user.accessKeys[accessKeyID] else { continue }
                let caller = caller(user, account.number, accessKeyID, temporary: false)
                let expires = endedKeys.contains(accessKeyID) ? user.created : nil
                return KeyHolder(secret: secret, expires: expires, caller: caller)
            }
        }
        return nil
    }

    private func holder(of session: Session) -> KeyHolder? {
        let iam = self[iam: session.account]
        let caller: Caller
        switch session.identity {
        case .user(let name):
            guard let user = iam.users[name] else { return nil }
            caller = self.caller(user, session.account, session.accessKeyID, temporary: true)
        case .role(let name, let id, let sessionName):
            guard let role = iam.roles[name], role.id == id else { return nil }
            caller = Caller(
                account: session.account, kind: .role(name: name, id: id, sessionName: sessionName),
                accessKeyID: session.accessKeyID,
                arn: "arn:\(partition):sts::\(session.account):assumed-role/\(name)/\(sessionName)",
                principalARN: Names.roleARN(partition, session.account, role), isTemporary: true)
        }
        return KeyHolder(secret: session.secret, token: session.token, expires: session.expires, caller: caller)
    }

    private func caller(_ user: IAMUser, _ account: String, _ key: String, temporary: Bool) -> Caller {
        let arn = Names.userARN(partition, account, user)
        return Caller(
            account: account, kind: .user(name: user.name, id: user.id), accessKeyID: key, arn: arn, principalARN: arn,
            isTemporary: temporary)
    }
}

/// ARNs of what a world holds, each with its partition.
enum Names {
    /// The ARN of a role, with its path.
    static func roleARN(_ partition: String, _ account: String, _ role: IAMRole) -> String {
        "arn:\(partition):iam::\(account):role\(role.path)\(role.name)"
    }

    /// The ARN of a user, with its path.
    static func userARN(_ partition: String, _ account: String, _ user: IAMUser) -> String {
        "arn:\(partition):iam::\(account):user\(user.path)\(user.name)"
    }

    /// The ARN of a managed policy.
    static func policyARN(_ partition: String, _ account: String, path: String, name: String) -> String {
        "arn:\(partition):iam::\(account):policy\(path)\(name)"
    }

    /// The ARN of an OpenID Connect provider; the issuer stands without its scheme.
    static func providerARN(_ partition: String, _ account: String, issuer: String) -> String {
        "arn:\(partition):iam::\(account):oidc-provider/\(issuer)"
    }

    /// The ARN of an SES identity.
    static func identityARN(_ partition: String, _ account: String, _ region: String, _ identity: String) -> String {
        "arn:\(partition):ses:\(region):\(account):identity/\(identity)"
    }

    /// The ARN of an SES configuration set.
    static func configurationSetARN(_ partition: String, _ account: String, _ region: String, _ name: String) -> String
    {
        "arn:\(partition):ses:\(region):\(account):configuration-set/\(name)"
    }
}
