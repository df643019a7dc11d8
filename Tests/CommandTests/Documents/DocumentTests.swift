import Foundation
import Programs
import Testing

/// The JSON documents: one on standard output and nothing else there, with the schema and keys that are promised.
struct `JSON documents` {
    static let addresses = [
        "eks/oidc-provider", "eks/permissions-policy", "eks/role", "eks/role-attachment", "eks/receiver-identity",
        "ses/sender-identity", "ses/receiver-identity", "ses/sending-policy", "kubernetes/namespace",
        "kubernetes/service-account",
    ]

    private let summary: Set = ["create", "change", "adopt", "unchanged", "conflict", "waiting", "unknown"]

    @Test(.timeLimit(.minutes(5)))
    func `plan, apply, send and whoami on the way from fresh to ready`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let json = ["-o", "json", "--answers", world.answers]

        let plan = try await person.sesame(["plan"] + json)
        #expect(plan.status == 2)
        #expect(plan.json.keys == ["schema", "summary", "resources", "findings"], "\(plan)")
        #expect(plan.json["schema"].string == "sesame/plan/v1")
        #expect(plan.json["summary"].keys == summary)
        #expect(plan.json["summary"]["create"].int == 9)
        #expect(plan.json["resources"].list.compactMap { $0["address"].string } == Self.addresses)
        for resource in plan.json["resources"].list {
            #expect(
                resource.keys == ["address", "account", "action", "reason", "risks", "takesAccess", "diff"],
                "\(resource)")
        }

        let apply = try await person.sesame(["apply", "--yes"] + json)
        #expect(apply.status == 2, "\(apply)")
        #expect(apply.json["schema"].string == "sesame/apply/v1", "\(apply)")
        #expect(apply.json.keys == ["schema", "summary", "resources", "findings", "error"])
        #expect(apply.json["error"].isNull)
        #expect(!apply.err.isEmpty, "progress goes to standard error")
        let outcomes = apply.json["resources"].list.reduce(into: [String: String]()) {
            $0[$1["address"].string ?? ""] = $1["outcome"].string
            #expect(
                $1.keys == [
                    "address", "account", "action", "reason", "risks", "takesAccess", "diff", "outcome", "error",
                ], "\($1)")
        }
        #expect(outcomes["eks/role"] == "done")
        #expect(outcomes["ses/sender-identity"] == "waiting")
        #expect(outcomes["ses/sending-policy"] == "waiting")
        #expect(outcomes["kubernetes/namespace"] == "unchanged")

        let refused = try await person.sesame(["send"] + json)
        #expect(refused.status == 1)
        #expect(refused.json["ok"].bool == false, "\(refused)")
        let broken = try #require(refused.json["links"].list.last)
        let error = broken["error"]
        #expect(
            error.keys == [
                "code", "message", "operation", "account", "region", "requestId", "service", "status", "attempts",
            ], "\(broken)")
        #expect(error["service"].string == "ses" && error["operation"].string == "SendEmail", "\(broken)")
        #expect(error["requestId"].string == broken["requestId"].string, "\(broken)")
        let finding = refused.json["finding"]
        #expect(
            finding.keys.isSuperset(of: ["code", "link", "status", "title", "expected", "found", "evidence", "fix"]),
            "\(refused)")
        // AWS's words are whole, in the finding and in the link that it explains.
        #expect(finding["awsSays"].string == error["message"].string, "\(refused)")

        try await world.clickLinks()
        #expect(try await person.sesame(["apply", "--yes"] + json).status == 0)

        let send = try await person.sesame(["send"] + json)
        #expect(send.status == 0, "\(send)")
        #expect(Texts.chatter(send.err).isEmpty, "\(send)")
        #expect(
            send.json.keys == ["schema", "via", "ok", "outcome", "job", "messageId", "links", "finding"], "\(send)")
        #expect(send.json["finding"].isNull)
        #expect(send.json["schema"].string == "sesame/send/v1")
        #expect(
            send.json["links"].list.compactMap { $0["name"].string } == ["annotation", "token", "assume-role", "send"])
        for link in send.json["links"].list {
            #expect(link.keys == ["name", "ok", "milliseconds", "requestId", "detail", "error"], "\(link)")
        }
        let owner = try await person.sesame(["send", "--via", "owner"] + json)
        #expect(owner.json["via"].string == "owner", "\(owner)")
        #expect(owner.json["links"].list.compactMap { $0["name"].string } == ["send"])

        let whoami = try await person.sesame(["whoami"] + json)
        #expect(whoami.status == 0)
        #expect(whoami.json.keys == ["schema", "eks", "ses"], "\(whoami)")
        #expect(whoami.json["schema"].string == "sesame/whoami/v1")
        for (side, account) in [("eks", "111122223333"), ("ses", "444455556666")] {
            let caller = whoami.json[side]
            #expect(caller.keys == ["account", "arn", "source", "profile", "region", "expires"], "\(caller)")
            #expect(caller["account"].string == account)
        }
    }

    @Test func `whoami says null for a side without credentials`() async throws {
        let world = try await Simulation.start("fresh")
        let person = try world.person()
        let ran = try await person.sesame("whoami", "--eks-profile", "eks-admin", "-o", "json")
        #expect(ran.status == 3, "\(ran)")
        #expect(ran.json["eks"]["account"].string == "111122223333", "\(ran)")
        #expect(ran.json["ses"].isNull, "\(ran)")
        #expect(ran.err.contains("SES account"), "\(ran)")
    }

    @Test func `artifacts are six, each for an account`() async throws {
        let person = try Person()
        let answers = try person.home.write(Texts.answers, to: "answers.yaml")
        let ran = try await person.sesame("render", "--answers", answers, "-o", "json")
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.json.keys == ["schema", "artifacts"])
        #expect(ran.json["schema"].string == "sesame/artifacts/v1")
        #expect(ran.json["artifacts"].list.compactMap { $0["name"].string } == Texts.artifacts)
        for artifact in ran.json["artifacts"].list {
            #expect(artifact.keys == ["name", "account", "purpose", "content"], "\(artifact)")
        }
        #expect(person.home.names == ["answers.yaml"], "nothing is written")
        // One of them alone is such a document too, and a folder that is named gets all.
        let only = try await person.sesame("render", "--answers", answers, "-o", "json", "--only", "trust-policy.json")
        #expect(only.json["artifacts"].list.compactMap { $0["name"].string } == ["trust-policy.json"], "\(only)")
        let written = try await person.sesame("render", "--answers", answers, "-o", "json", "--out", "files")
        #expect(written.status == 0 && written.out == ran.out, "\(written)")
        for name in Texts.artifacts { #expect(person.home.has("files/" + name), "\(name)") }
        let both = try await person.sesame("render", "--answers", answers, "--only", "x", "--out", "other")
        #expect(both.status == 64 && !person.home.has("other"), "\(both)")
    }

    @Test func `a failure without a document of its own is an error document`() async throws {
        let person = try Person()
        let ran = try await person.sesame("plan", "--answers", "missing.yaml", "-o", "json")
        #expect(ran.status == 65)
        #expect(ran.err.isEmpty, "\(ran)")
        #expect(ran.json.keys == ["schema", "error"])
        #expect(ran.json["schema"].string == "sesame/error/v1")
        #expect(
            ran.json["error"].keys == ["code", "message", "operation", "account", "region", "requestId"], "\(ran)")
    }

    @Test func `evaluate says decision, blame, deciding statement and reason`() async throws {
        let person = try Person()
        let file = try person.home.write(Texts.policyCase(expected: "Allowed"), to: "case.json")
        let ran = try await person.sesame("evaluate", file, "-o", "json")
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.json["schema"].string == "sesame/evaluate/v1")
        let result = ran.json["results"][0]
        #expect(result.keys == ["name", "decision", "blame", "deciding", "reason"], "\(result)")
        #expect(result["decision"].string == "Allowed")
        #expect(result["deciding"].keys == ["policy", "sid", "index", "line"], "\(result)")

        let wrong = try person.home.write(Texts.policyCase(expected: "ExplicitlyDenied"), to: "wrong.json")
        #expect(try await person.sesame("evaluate", wrong).status == 1)
        let bad = try person.home.write("{\"cases\": [", to: "bad.json")
        let refused = try await person.sesame("evaluate", bad)
        #expect(refused.status == 65, "\(refused)")
        #expect(refused.err.contains("bad.json:1:"), "\(refused)")
    }
}
