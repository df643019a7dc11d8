import IAMPolicy
import Wire

extension SimulatedWorld {
    /// Makes a user with an access key, as somebody who may look at some things only.
    ///
    /// - Parameters:
    ///   - name: the user's name.
    ///   - side: whose account: `eks` or `ses`.
    ///   - policies: names or ARNs of managed policies that the user has; of AWS's own the name is enough, for example
    ///     `SecurityAudit`, `ViewOnlyAccess`, `SupportUser` or `AmazonSESReadOnlyAccess`.
    ///   - document: an inline policy, or nil for none.
    /// - Returns: the access key, its profile the user's name.
    /// - Throws: `ScenarioError.refused` for a policy that there is not, or a document that is none.
    public func addCaller(
        _ name: String, side: String, policies: [String], document: String? = nil
    ) throws(ScenarioError) -> SimulatorAccess.Key {
        let key = SimulatorAccess.Key(
            side: side, profile: name,
            accessKeyID: "AKIA" + world.randomness.text(16, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"),
            secretAccessKey: world.randomness.text(
                40, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
        let account = values.account(of: side)
        var user = IAMUser(
            name: name, id: world.randomness.iamID("AIDA"), created: world.now,
            accessKeys: [key.accessKeyID: SecretKey(key.secretAccessKey)])
        let refusal = { (why: String) in ScenarioError.refused(scenario: self.scenario, step: 0, why: why) }
        for policy in policies {
            let known = world.read { $0[iam: account].managedPolicy(policy) } ?? AWSManagedPolicies.named(policy)
            guard let known else { throw refusal("There is no policy \(policy).") }
            user.attachedPolicies.append(known.arn)
        }
        if let document {
            do { user.inlinePolicies[name] = try StoredPolicy(document, kind: .identity) } catch {
                throw refusal("The document of \(name) is no policy: \(error).")
            }
        }
        world.change { [user] in $0[iam: account].users[name] = user }
        return key
    }

    /// Takes actions away from a user, whatever the user's policies allow; instead of those that were taken away before.
    ///
    /// - Parameters:
    ///   - actions: the actions, for example `iam:GetRole`; none gives back what was taken away.
    ///   - user: the user's name, for example that of an administrator's profile.
    ///   - side: whose account: `eks` or `ses`.
    public func withhold(_ actions: [String], from user: String, side: String) {
        let account = values.account(of: side)
        let text = #"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":\#(JSONValue(actions).serialized(.compact)),"Resource":"*"}]}
            """#
        let policy = actions.isEmpty ? nil : try? StoredPolicy(text, kind: .identity)
        world.change { $0[iam: account].users[user]?.inlinePolicies["withheld"] = policy }
    }

    /// Takes rights in the cluster away from everybody, whatever roles they have; instead of those taken away before.
    ///
    /// - Parameter rights: verb and resource, with its subresource: `list pods`, `create serviceaccounts/token`; a verb `*`
    ///   stands for all. None gives back what was taken away.
    public func withholdInCluster(_ rights: [String]) {
        world.change { $0.cluster.withheld = Set(rights) }
    }
}
