import Testing
import Wire

@testable import Simulator

/// Role-based access control by objects, and who may give what to whom.
struct RoleTests {
    private static let group = "/apis/rbac.authorization.k8s.io/v1/"

    private static let tokens: JSONValue = [
        "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "Role", "metadata": ["name": "tokens"],
        "rules": [
            [
                "apiGroups": [""], "resources": ["serviceaccounts/token"], "resourceNames": ["ses-sender"],
                "verbs": ["create"],
            ]
        ],
    ]

    private static func binding(_ subject: JSONValue, to kind: String = "Role", _ name: String = "tokens") -> JSONValue
    {
        [
            "apiVersion": "rbac.authorization.k8s.io/v1", "kind": "RoleBinding", "metadata": ["name": "tokens"],
            "subjects": [subject], "roleRef": ["kind": .string(kind), "name": .string(name)],
        ]
    }

    private static let token = "/api/v1/namespaces/default/serviceaccounts/ses-sender/token"

    /// A cluster with the service account.
    private static func cluster() throws -> TestCluster {
        var test = TestCluster()
        try test.admin("POST", TestCluster.accounts, TestCluster.account())
        return test
    }

    @Test func `a role and its binding give what they say, in their namespace`() throws {
        var test = try Self.cluster()
        test.user = ClusterUser(name: "jo", groups: ["system:authenticated"])
        let ask: JSONValue = ["spec": ["audiences": ["sts.amazonaws.com"]]]
        #expect(try test.send("POST", Self.token, ask).status == 403)
        #expect(try test.admin("POST", Self.group + "namespaces/default/roles", Self.tokens).status == 201)
        #expect(
            try test.admin(
                "POST", Self.group + "namespaces/default/rolebindings", Self.binding(["kind": "User", "name": "jo"])
            )
            .status == 201)
        #expect(try test.send("POST", Self.token, ask).status == 201)
        let other = Self.token.replacing("ses-sender", with: "default")
        #expect(try test.send("POST", other, ask).status == 403)
        let kept = try test.admin("GET", Self.group + "namespaces/default/rolebindings/tokens").object
        #expect(kept.at(["roleRef", "apiGroup"]) == "rbac.authorization.k8s.io")
        #expect(kept["subjects"]?.array?.first?["apiGroup"] == "rbac.authorization.k8s.io")
        try test.admin("DELETE", Self.group + "namespaces/default/roles/tokens")
        #expect(try test.send("POST", Self.token, ask).status == 403)
    }

    @Test func `groups, service accounts and the roles that every cluster has`() throws {
        let cases: [(subject: JSONValue, user: ClusterUser)] = [
            (["kind": "Group", "name": "devs"], ClusterUser(name: "jo", groups: ["devs", "system:authenticated"])),
            (
                ["kind": "ServiceAccount", "name": "bot", "namespace": "default"],
                ClusterUser.serviceAccount(namespace: "default", name: "bot", uid: "")
            ),
        ]
        for (subject, user) in cases {
            var test = TestCluster()
            test.user = user
            let pods = "/api/v1/namespaces/default/pods"
            #expect(try test.send("GET", pods).status == 403)
            try test.admin(
                "POST", Self.group + "namespaces/default/rolebindings",
                Self.binding(subject, to: "ClusterRole", "view"))
            #expect(try test.send("GET", pods).status == 200)
            #expect(try test.send("GET", "/api/v1/namespaces/kube-system/pods").status == 403)
        }
    }

    @Test func `nobody gives what they do not have`() throws {
        var test = TestCluster()
        test.user = ClusterUser(name: "dev", groups: ["system:authenticated"], roles: [.admin])
        let refused = try test.send("POST", Self.group + "namespaces/default/roles", Self.tokens)
        #expect(refused.status == 403)
        #expect(
            refused.object["message"]
                == """
                roles.rbac.authorization.k8s.io "tokens" is forbidden: user "dev" (groups=["system:authenticated"]) is \
                attempting to grant RBAC permissions not currently held:
                {APIGroups:[""], Resources:["serviceaccounts/token"], ResourceNames:["ses-sender"], Verbs:["create"]}
                """)
        #expect(try test.admin("GET", Self.group + "namespaces/default/roles/tokens").status == 404)
        try test.admin("POST", Self.group + "namespaces/default/roles", Self.tokens)
        let bound = try test.send(
            "POST", Self.group + "namespaces/default/rolebindings", Self.binding(["kind": "User", "name": "dev"]))
        #expect(bound.status == 403)
        let mine = Self.binding(["kind": "User", "name": "jo"], to: "ClusterRole", "view")
        #expect(try test.send("POST", Self.group + "namespaces/default/rolebindings", mine).status == 201)
    }

    @Test func `a binding keeps its role, and rules need verbs`() throws {
        var test = TestCluster()
        let place = Self.group + "namespaces/default/"
        try test.admin("POST", place + "rolebindings", Self.binding(["kind": "User", "name": "jo"]))
        let moved = try test.admin(
            "PUT", place + "rolebindings/tokens",
            Self.binding(["kind": "User", "name": "jo"], to: "ClusterRole", "view"))
        #expect(moved.status == 422)
        #expect(moved.object["message"]?.string?.contains("cannot change roleRef") == true)
        var empty = Self.tokens
        empty.set(["rules"], [["apiGroups": [""], "resources": ["pods"]]])
        let refused = try test.admin("POST", place + "roles", empty)
        #expect(refused.status == 422)
        #expect(refused.object["message"]?.string?.contains("verbs must contain at least one value") == true)
    }
}

extension TestCluster {
    /// Makes a request as the administrator.
    @discardableResult
    fileprivate mutating func admin(
        _ method: String, _ target: String, _ body: JSONValue? = nil
    ) throws -> (status: Int, object: JSONValue) {
        let caller = user
        user = ClusterUser(name: "admin", groups: ["system:masters", "system:authenticated"])
        defer { user = caller }
        return try ask(method, target, body)
    }

    /// Makes a request as the user.
    fileprivate mutating func send(
        _ method: String, _ target: String, _ body: JSONValue? = nil
    ) throws -> (status: Int, object: JSONValue) {
        try ask(method, target, body)
    }
}
