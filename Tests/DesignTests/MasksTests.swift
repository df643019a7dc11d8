import Calls
import Design
import Identifiers
import Testing
import Wire

/// Masks: the same value has the same mask everywhere, in its own form, and policies judge both alike.
@Suite struct MasksTests {
    private static let issuer = "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"

    private func masked(_ texts: [String], _ kinds: Set<MaskKind> = MaskKind.usual) -> [String] {
        var masks = Masks(kinds)
        for text in texts { masks.meet(text) }
        return texts.map { masks.masked($0) }
    }

    @Test(arguments: [
        ("arn:aws:iam::111122223333:role/ses-sender-role", "arn:aws:iam::000000000001:role/ses-sender-role"),
        ("account 111122223333, and 111122223333 again", "account 000000000001, and 000000000001 again"),
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/app", "000000000001.dkr.ecr.eu-west-1.amazonaws.com/app"),
        ("1111222233334", "1111222233334"),
        ("no-reply@example.com", "a1@d1.example"),
        (" no-reply@example.com\u{A0}", " a1@d1.example\u{A0}"),
        ("ops@example.com, no-reply@mail.example.com", "a1@d1.example, a2@mail.d1.example"),
        ("no-reply@Example.com no-reply@example.com", "a1@D1.example a1@d1.example"),
        ("No-Reply@example.com no-reply@example.com.", "A1@d1.example a1@d1.example."),
        ("*@example.com and *.example.com", "*@d1.example and *.d1.example"),
        ("identity/*example.com", "identity/*d1.example"),
        ("identity/example.com, mail.example.com", "identity/d1.example, mail.d1.example"),
        ("a@x.acme.co.uk b@acme.co.uk", "a1@s1.s2.d1.example a2@s2.d1.example"),
        ("success@simulator.amazonses.com", "success@simulator.amazonses.com"),
        (
            "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E:sub",
            "oidc.eks.eu-west-1.amazonaws.com/id/A0000001000000000000000000000000:sub"
        ),
        (
            "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB",
            "https://oidc.eks.eu-west-1.amazonaws.com/id/A00000010000"
        ),
        (
            "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E d39b5db5a4bb2f3c0d1d1f40a8cd3a4e sesame-d39b5db5-x",
            "A0000001000000000000000000000000 a0000001000000000000000000000000 sesame-a0000001-x"
        ),
        (
            "https://oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB",
            "https://oidc.eks.eu-west-1.amazonaws.com/id/A00000010000"
        ),
        (
            "AROAABCDEFGHIJKLMNOPQ:pod and \"RoleAROAABCDEFGHIJKLMNOPQ\"",
            "AROA00000000000000001:pod and \"RoleAROA00000000000000001\""
        ),
        ("request 4614def0-a0a9-47f6-9494-a22493bc83df", "request 00000000-0000-4000-8000-000000000001"),
        ("vpce-0a1b2c3d4e5f67890 of o-a1b2c3d4e5", "vpce-00000000000000001 of o-0000000002"),
        (
            "ip-10-0-1-23.eu-west-1.compute.internal has 10.0.1.23",
            "ip-192-0-2-1.eu-west-1.compute.internal has 192.0.2.1"
        ),
        ("0.0.0.0/0 and 169.254.170.23", "0.0.0.0/0 and 169.254.170.23"),
        ("sesame-mail-prod-default-ses-sender-1a2b3c4d", "sesame-mail-prod-default-ses-sender-00000001"),
        ("app@sha256:0123abcd version 2012-10-17 at 14:02:08", "app@sha256:0123abcd version 2012-10-17 at 14:02:08"),
        ("https://api.acme.com/x in acme.com", "https://api.d1.example/x in d1.example"),
        ("fd00:1::23", "2001:db8::1"),
        (
            "a@example.com and mail-example.com-sender_example.com",
            "a1@d1.example and mail-d1.example-sender_d1.example"
        ),
        ("in /home/alice/.kube/config", "in /home/user/.kube/config"),
    ])
    func `values are masked where they stand and in their form`(text: String, mask: String) {
        #expect(masked([text]) == [mask])
    }

    @Test func `without a kind its values stay`() {
        let text = "arn:aws:ses:eu-west-1:444455556666:identity/no-reply@example.com"
        #expect(masked([text], [.accounts]) == ["arn:aws:ses:eu-west-1:000000000001:identity/no-reply@example.com"])
        #expect(masked([text], [.addresses]) == ["arn:aws:ses:eu-west-1:444455556666:identity/a1@d1.example"])
        #expect(masked([text], []) == [text])
    }

    @Test func `names are masked as names, and words of sentences stay`() {
        let texts = [
            "arn:aws:iam::111122223333:role/team/ses-sender-role", "system:serviceaccount:mail:ses-sender",
            "The role ses-sender-role lets in ses-sender of namespace mail, whose mail it sends.", "mail/ses-sender",
            "arn:aws:iam::aws:policy/AmazonSESReadOnlyAccess", "system:serviceaccount:default:*",
        ]
        #expect(
            masked(texts, [.names]) == [
                "arn:aws:iam::111122223333:role/path-1/role-1", "system:serviceaccount:namespace-1:service-account-1",
                "The role role-1 lets in service-account-1 of namespace namespace-1, whose mail it sends.",
                "namespace-1/service-account-1", "arn:aws:iam::aws:policy/AmazonSESReadOnlyAccess",
                "system:serviceaccount:default:*",
            ])
    }

    @Test func `a replica set's name still begins with its deployment's`() {
        var masks = Masks([.names])
        let set: JSONValue = ["kind": "ReplicaSet", "metadata": ["name": "shop-6d9f7c4b5"]]
        masks.meet(set)
        #expect(masks.masked(set)["metadata"]?["name"] == "workload-1-6d9f7c4b5")
        #expect(
            masks.masked("kubectl rollout restart deployment/shop") == "kubectl rollout restart deployment/workload-1")
    }

    @Test func `the tokens of a domain's records are masked in records as well`() {
        var masks = Masks()
        let identity: JSONValue = ["IdentityName": "example.com", "Tokens": ["abcdefghijklmnopqrstuvwxyz234567"]]
        masks.meet(identity)
        #expect(
            masks.masked(
                "abcdefghijklmnopqrstuvwxyz234567._domainkey.example.com. CNAME abcdefghijklmnopqrstuvwxyz234567.dkim.amazonses.com"
            )
                == "token1._domainkey.d1.example. CNAME token1.dkim.amazonses.com")
    }

    @Test func `a mask meets a pattern as its value does`() {
        let texts = ["no-*@example.com", "no-reply@example.com", "ops@example.com", "a*@example.com"]
        #expect(masked(texts) == ["no-*@d1.example", "no-a1@d1.example", "xa2@d1.example", "a*@d1.example"])
        var masks = Masks()
        for text in texts { masks.meet(text) }
        #expect(masks.readable == ["a*", "no-*"])
    }

    @Test func `what was never met has the number 0`() {
        let masks = Masks()
        #expect(masks.masked("111122223333 x@example.com") == "000000000000 a0@d0.example")
    }

    @Test func `accounts and addresses are numbered as the answers name them`() throws {
        var masks = Masks()
        let answers = try Example.answers()
        masks.meet(answers)
        #expect(masks.account("111122223333") == "000000000001")
        #expect(masks.account("444455556666") == "000000000002")
        let masked = masks.masked(answers)
        #expect(masked[.sesSender] == "a1@d1.example")
        #expect(masked[.sesReceiver] == "a2@d1.example")
        #expect(Set(masked.entries.keys) == Set(answers.entries.keys))
        _ = try DelegateSending(masked)
    }

    @Test func `documents keep their form, and keys of conditions are masked`() throws {
        let trust: JSONValue = [
            "Statement": [["Condition": ["StringEquals": ["\(Self.issuer):aud": "sts.amazonaws.com"]]]]
        ]
        var masks = Masks()
        masks.meet(trust)
        let text = masks.masked(trust).serialized()
        #expect(text.contains("/id/A0000001000000000000000000000000:aud\":\"sts.amazonaws.com\""), "\(text)")
    }

    @Test func `certificates are the same in both of their forms`() throws {
        let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
        let cluster: JSONValue = [
            "cluster": ["certificateAuthority": ["data": .string(Base64.encode(Array(pem.utf8)))]]
        ]
        let local: JSONValue = ["certificateAuthority": .string(pem)]
        var masks = Masks()
        masks.meet(cluster)
        masks.meet(local)
        let data = masks.masked(cluster)["cluster"]?["certificateAuthority"]?["data"]?.string
        let decoded = try #require(data.flatMap(Base64.decode))
        #expect(.string(String(decoding: decoded, as: UTF8.self)) == masks.masked(local)["certificateAuthority"])
        #expect(!String(decoding: decoded, as: UTF8.self).contains("MIIB"))
    }

    @Test func `names of words are masked where they are names, and nowhere else`() {
        var masks = Masks([.names], leavesMasks: true)
        masks.meet("arn:aws:eks:eu-west-1:111122223333:cluster/prod")
        masks.meet("arn:aws:iam::111122223333:role/Mail")
        masks.meet("system:serviceaccount:delivery:ses")
        masks.meet(profile: "admin")
        for (text, mask) in [
            ("delivery/ses in prod", "namespace-1/service-account-1 in cluster-1"),
            (
                "Mail goes by SES; delivery of mail to prod, as admin",
                "Mail goes by SES; delivery of mail to prod, as profile-1"
            ),
            ("names \"delivery\", role Mail", "names \"namespace-1\", role Role-1"),
            ("EKS account 111122223333 admin ✓", "EKS account 111122223333 profile-1 ✓"),
            ("kubectl -n delivery get pods", "kubectl -n namespace-1 get pods"),
            ("prod-ses.bundle.json", "cluster-1-service-account-1.bundle.json"),
            ("ses-sending-policy.json", "ses-sending-policy.json"), ("trust-policy.json", "trust-policy.json"),
        ] {
            #expect(masks.masked(text) == mask)
            #expect(masks.masked(mask) == mask, "masked twice")
        }
    }

    @Test func `names that sesame put together are masked, and a mask stays one`() {
        var masks = Masks(Set(MaskKind.allCases), leavesMasks: true)
        masks.meet("arn:aws:eks:eu-west-1:111122223333:cluster/mail-prod")
        masks.meet(serviceAccount: "default/ses-sender")
        masks.meet("x@acme-app.example.com https://acme-app.example.com")
        masks.meet(cluster: "acme-app")
        for (text, mask) in [
            ("./sesame-mail-prod", "./sesame-cluster-1"),
            ("mail-prod-ses-sender-2.bundle.json", "cluster-1-service-account-1-2.bundle.json"),
            ("sesame-mail-prod-default-ses-sender-1a2b3c4d", "sesame-cluster-1-default-service-account-1-00000000"),
            ("acme-app.example.com", "s1.d1.example"),
        ] {
            #expect(masks.masked(text) == mask)
            #expect(masks.masked(mask) == mask, "masked twice")
        }
        masks.meet(cluster: "cluster-7")
        #expect(masks.masked("cluster-7") == "cluster-7")
    }

    @Test func `what was met is the same in a later run`() throws {
        let texts = [
            "arn:aws:iam::111122223333:role/team/ses-sender-role", "No-Reply@Example.com no-reply@example.com",
            "https://\(Self.issuer)", "AROAABCDEFGHIJKLMNOPQ", "4614def0-a0a9-47f6-9494-a22493bc83df",
            "ip-10-0-1-23.eu-west-1.compute.internal", "system:serviceaccount:mail:ses-sender",
            "vpce-0a1b2c3d4e5f67890",
        ]
        let all = Set(MaskKind.allCases)
        var first = Masks(all)
        for text in texts { first.meet(text) }
        let document = try JSONValue.parse(Array(first.memory.document.serialized().utf8))
        var later = Masks(all, remembering: try #require(MaskMemory(document)))
        // Others come first this time.
        later.meet("arn:aws:iam::999900001111:role/other ops@acme.com")
        for text in texts where !text.hasPrefix("4614") {
            later.meet(text)
            #expect(later.masked(text) == first.masked(text))
        }
        #expect(later.account("999900001111") == "000000000002")
        later.meet("00000000-1111-4222-8333-444444444444")
        #expect(later.masked("00000000-1111-4222-8333-444444444444").hasSuffix("2"), "numbers of requests go on")
        #expect(MaskMemory(["schema": "sesame/masks/v2"]) == nil && MaskMemory("x") == nil)
        #expect(MaskMemory().isEmpty && !first.memory.isEmpty)
    }
}
