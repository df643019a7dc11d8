import Digest
import Testing
import Wire

@testable import Simulator

/// Service accounts' tokens, and who comes in with which credentials.
struct TokenTests {
    private func request(_ seconds: Int = 600, _ audiences: JSONValue = ["sts.amazonaws.com"]) -> JSONValue {
        [
            "apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest",
            "spec": ["audiences": audiences, "expirationSeconds": JSONValue(seconds)],
        ]
    }

    @Test func `a token says who, for whom and until when, and its signature holds`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        let answer = try test.ask("POST", TestCluster.accounts + "/ses-sender/token", request())
        #expect(answer.status == 201)
        #expect(answer.object.at(["status", "expirationTimestamp"]) == "2026-01-02T00:10:00Z")
        let text = try #require(answer.object.at(["status", "token"])?.string)
        let token = try #require(ServiceAccountToken(text, signer: test.cluster.signer, now: test.now))
        #expect(token.claims["iss"] == "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E")
        #expect(token.claims["sub"] == "system:serviceaccount:default:ses-sender")
        #expect(token.claims["aud"] == ["sts.amazonaws.com"])
        #expect(token.claims["exp"]?.int == 1_767_312_600)
        #expect(token.claims.at(["kubernetes.io", "serviceaccount", "name"]) == "ses-sender")
        let keys = try test.ask("GET", "/openid/v1/jwks", accept: "*/*").object
        let key = try #require(keys["keys"]?.array?.first)
        let published = try RSAPublicKey(
            modulus: #require(Base64.decodeURL(key["n"]?.string ?? "")),
            exponent: #require(Base64.decodeURL(key["e"]?.string ?? "")))
        let parts = text.split(separator: ".").map(String.init)
        let signature = try #require(Base64.decodeURL(parts[2]))
        #expect(published.verifies(signature: signature, of: Array("\(parts[0]).\(parts[1])".utf8)))
        #expect(!published.verifies(signature: signature, of: Array("\(parts[0]).\(parts[1])x".utf8)))
        #expect(ServiceAccountToken(text, signer: TokenSigner(), now: test.now) == nil)
        #expect(ServiceAccountToken(text, signer: test.cluster.signer, now: test.now.adding(seconds: 601)) == nil)
    }

    @Test func `ten minutes at least, a day at most`() throws {
        var test = TestCluster()
        try test.ask("POST", TestCluster.accounts, TestCluster.account())
        let short = try test.ask("POST", TestCluster.accounts + "/ses-sender/token", request(599))
        #expect(short.status == 422)
        #expect(
            short.object["message"]
                == #"TokenRequest.authentication.k8s.io "" is invalid: spec.expirationSeconds: Invalid value: 599: may not specify a duration less than 10 minutes"#
        )
        let long = try test.ask("POST", TestCluster.accounts + "/ses-sender/token", request(999_999))
        #expect(long.object.at(["spec", "expirationSeconds"]) == 86_400)
        #expect(try test.ask("POST", TestCluster.accounts + "/nobody/token", request()).status == 404)
    }

    @Test func `what a role may do, and the words for what it may not`() throws {
        var test = TestCluster()
        test.user = ClusterUser(
            name: "arn:aws:iam::111122223333:user/dev", groups: ["system:authenticated"], roles: [.view])
        #expect(try test.ask("GET", TestCluster.accounts).status == 200)
        let refused = try test.ask("POST", TestCluster.accounts, TestCluster.account())
        #expect(refused.status == 403)
        #expect(refused.object["reason"] == "Forbidden")
        #expect(
            refused.object["message"]
                == #"serviceaccounts is forbidden: User "arn:aws:iam::111122223333:user/dev" cannot create resource "serviceaccounts" in API group "" in the namespace "default""#
        )
        let cluster = try test.ask("POST", "/api/v1/namespaces", ["metadata": ["name": "mail"]])
        #expect(
            cluster.object["message"]
                == #"namespaces is forbidden: User "arn:aws:iam::111122223333:user/dev" cannot create resource "namespaces" in API group "" at the cluster scope"#
        )
        test.user.roles = [.edit]
        #expect(try test.ask("POST", TestCluster.accounts, TestCluster.account()).status == 201)
        let token = try test.ask("POST", TestCluster.accounts + "/ses-sender/token", request())
        #expect(
            token.object["message"]
                == #"serviceaccounts "ses-sender" is forbidden: User "arn:aws:iam::111122223333:user/dev" cannot create resource "serviceaccounts/token" in API group "" in the namespace "default""#
        )
        test.user = .anonymous
        #expect(try test.ask("GET", "/version").status == 200)
        #expect(
            try test.ask("GET", "/api").object["message"]
                == #"forbidden: User "system:anonymous" cannot get path "/api""#)
    }

    @Test func `an access review agrees with what happens`() throws {
        var test = TestCluster()
        test.user = ClusterUser(name: "dev", groups: ["system:authenticated"], roles: [.edit])
        for (verb, resource, subresource, allowed) in [
            ("create", "serviceaccounts", "", true), ("create", "serviceaccounts", "token", false),
            ("create", "namespaces", "", false), ("get", "pods", "log", true),
        ] {
            let answer = try test.ask(
                "POST", "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                [
                    "spec": [
                        "resourceAttributes": [
                            "namespace": "default", "verb": .string(verb), "resource": .string(resource),
                            "subresource": .string(subresource),
                        ]
                    ]
                ])
            #expect(answer.status == 201)
            #expect(answer.object.at(["status", "allowed"]) == .bool(allowed), "\(verb) \(resource)/\(subresource)")
        }
        let who = try test.ask("POST", "/apis/authentication.k8s.io/v1/selfsubjectreviews", [:])
        #expect(who.object.at(["status", "userInfo", "username"]) == "dev")
    }
}
