import Digest
import Wire

/// Finds out who makes a request to the API server.
struct ClusterAuthenticator {
    let world: World
    let eksTokens: EKSTokenCheck

    /// The user behind a request's credentials; nobody in particular where it carries none.
    ///
    /// - Throws: `APIFailure.unauthorized` if it carries credentials that nobody has, and `APIFailure.forbidden` if the
    ///   user may not act for the one that is asked for.
    func user(of request: RawRequest) throws(APIFailure) -> ClusterUser {
        guard let header = request.header("authorization") else { return .anonymous }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].equalsIgnoringCase("bearer") else { throw .unauthorized }
        let user = try holder(of: String(words[1]).trimmingBlanks)
        return try impersonated(by: user, request)
    }

    private func holder(of token: String) throws(APIFailure) -> ClusterUser {
        if token.hasPrefix("k8s-aws-v1.") { return try principal(of: token) }
        let cluster = world.read { $0.cluster }
        let known = cluster.staticTokens.first { ConstantTime.equal(Array($0.token.utf8), Array(token.utf8)) }
        if let known {
            return ClusterUser(name: known.username, groups: known.groups + ["system:authenticated"])
        }
        let server = APIServer(cluster: cluster, now: world.now)
        guard let token = ServiceAccountToken(token, signer: cluster.signer, now: world.now),
            let user = server.user(of: token, audiences: [APIServer.ownAudience, cluster.issuerURL])
        else { throw .unauthorized }
        return user
    }

    private func principal(of token: String) throws(APIFailure) -> ClusterUser {
        let (name, entries, mode) = world.read {
            ($0.cluster.name, $0.cluster.accessEntries, $0.cluster.authenticationMode)
        }
        let caller: Caller
        do throws(EKSTokenCheck.Refusal) {
            caller = try eksTokens.caller(of: token, cluster: name, in: world)
        } catch { throw .unauthorized }
        // An entry keeps the unique id of its principal: a role that was made again is somebody else.
        let entry = entries.first { $0.principalARN == caller.principalARN && $0.principalID == Self.id(of: caller) }
        guard let entry, mode != "CONFIG_MAP" else { throw .unauthorized }
        let session = Self.session(of: caller)
        var user = ClusterUser(
            name: entry.username == entry.principalARN
                ? caller.arn : entry.username.replacing("{{SessionName}}", with: session),
            uid: "aws-iam-authenticator:\(caller.account):\(Self.id(of: caller))",
            groups: entry.groups + ["system:authenticated"])
        user.extra = [
            "accessKeyId": [caller.accessKeyID], "arn": [caller.arn], "canonicalArn": [caller.principalARN],
            "principalId": [Self.id(of: caller)], "sessionName": [session],
        ]
        for policy in entry.policies {
            guard let role = ClusterRole(accessPolicy: policy) else { continue }
            guard let namespaces = entry.namespaces[policy] else {
                user.roles.append(role)
                continue
            }
            user.bindings += namespaces.map { RoleBinding(.user(user.name), role, namespace: $0) }
        }
        return user
    }

    private static func id(of caller: Caller) -> String {
        switch caller.kind {
        case .user(_, let id): id
        case .role(_, let id, _): id
        }
    }

    private static func session(of caller: Caller) -> String {
        if case .role(_, _, let session) = caller.kind { session } else { "" }
    }

    private func impersonated(by user: ClusterUser, _ request: RawRequest) throws(APIFailure) -> ClusterUser {
        guard let name = request.header("impersonate-user") else { return user }
        let account = name.split(separator: ":").map(String.init)
        let isAccount = account.count == 4 && name.hasPrefix("system:serviceaccount:")
        let action = AccessAction(
            verb: "impersonate",
            target: .resource(
                group: "", resource: isAccount ? "serviceaccounts" : "users", name: isAccount ? account[3] : name),
            namespace: isAccount ? account[2] : "")
        let cluster = world.read { $0.cluster }
        guard ClusterAuthorizer(cluster).allows(action, by: user) else {
            throw .forbidden(user: user.name, action: action)
        }
        if isAccount { return .serviceAccount(namespace: account[2], name: account[3], uid: "") }
        let groups = request.headers.filter { $0.name.equalsIgnoringCase("impersonate-group") }.map(\.value)
        return ClusterUser(name: name, groups: groups + ["system:authenticated"])
    }
}
