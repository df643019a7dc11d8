import Foundation
import Programs
import Testing

/// What `sesame permissions` prints: documents that the tools they are for take.
struct `Permissions to ask for` {
    @Test func `without a network, every document is there and named`() async throws {
        let person = try Person()
        let answers = try person.home.write(Texts.answers, to: "answers.yaml")
        let ran = try await person.sesame("permissions", "--for", "doctor", "--answers", answers)
        #expect(ran.status == 0 && ran.err.isEmpty, "\(ran)")
        for (heading, side) in [
            ("For EKS account 111122223333 (IAM policy)", "eks"), ("For SES account 444455556666 (IAM policy)", "ses"),
            ("For cluster mail-prod (RBAC)", "kubernetes"),
        ] {
            let line = ran.out.split(separator: "\n").first { $0.hasPrefix(heading) }
            #expect(line?.hasSuffix("  --only \(side)") == true, "\(ran)")
        }
        #expect(ran.out.contains("the rule with /token is needed for --probe alone"), "\(ran)")
        #expect(ran.out.contains("name: WHO"), "\(ran)")
    }

    @Test(arguments: ["setup", "doctor", "send"])
    func `one side alone is its document and nothing else`(purpose: String) async throws {
        let person = try Person()
        let answers = try person.home.write(Texts.answers, to: "answers.yaml")
        let all = try await person.sesame("permissions", "--for", purpose, "--answers", answers, "-o", "json")
        #expect(all.json.keys == ["schema", "for", "documents", "notes"], "\(all)")
        #expect(all.json["schema"].string == "sesame/permissions/v1")
        #expect(all.json["documents"].list.compactMap { $0["side"].string } == ["eks", "ses", "kubernetes"])
        for side in ["eks", "ses"] {
            let ran = try await person.sesame(
                "permissions", "--for", purpose, "--only", side, "--answers", answers)
            #expect(ran.status == 0, "\(ran)")
            if purpose == "send", side == "eks" {
                #expect(ran.out.isEmpty && ran.err.contains("Nothing is needed."), "\(ran)")
                continue
            }
            let policy = try JSONSerialization.jsonObject(with: Data(ran.out.utf8)) as? [String: Any]
            #expect(policy?["Version"] as? String == "2012-10-17", "\(ran)")
            let statements = policy?["Statement"] as? [[String: Any]] ?? []
            let names = statements.compactMap { $0["Sid"] as? String }
            #expect(!names.isEmpty && Set(names).count == names.count, "\(ran)")
            // IAM takes letters and digits alone.
            #expect(names.allSatisfy { $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }, "\(names)")
            #expect(ran.out.utf8.count < 6144)
        }
        let roles = try await person.sesame(
            "permissions", "--for", purpose, "--only", "kubernetes", "--answers", answers)
        #expect(roles.status == 0 && roles.out.hasPrefix("apiVersion: rbac.authorization.k8s.io/v1\n"), "\(roles)")
        #expect(roles.out.contains("\n---\n") && roles.out.contains("kind: RoleBinding"), "\(roles)")
    }

    @Test func `a send's rules are for every way, or for those that are named`() async throws {
        let person = try Person()
        let answers = try person.home.write(Texts.answers, to: "answers.yaml")
        func rules(_ more: String...) async throws -> Ran {
            try await person.sesame(["permissions", "--for", "send", "--answers", answers] + more)
        }
        let all = try await rules()
        for words in ["- pods/exec", "- jobs", "- pods/log", "- serviceaccounts/token", "ses:SendEmail", "--job alone"]
        {
            #expect(all.out.contains(words), "\(words) \(all)")
        }
        let chain = try await rules("--via", "chain")
        #expect(
            !chain.out.contains("- pods") && !chain.out.contains("- jobs") && !chain.out.contains("ses:"), "\(chain)")
        #expect(chain.out.contains("- serviceaccounts/token") && !chain.out.contains("alone."), "\(chain)")
        let both = try await rules("--via", "pod", "--via", "job")
        #expect(both.out.contains("- pods/exec") && both.out.contains("- jobs"), "\(both)")
        let doctor = try await person.sesame("permissions", "--for", "doctor", "--via", "pod", "--answers", answers)
        #expect(doctor.status == 64, "\(doctor)")
    }

    @Test func `an issuer that nobody knows yet is any provider`() async throws {
        let person = try Person()
        let text = Texts.answers.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.contains("oidcProvider") }.joined(separator: "\n")
        let answers = try person.home.write(text, to: "answers.yaml")
        let ran = try await person.sesame("permissions", "--only", "eks", "--answers", answers)
        #expect(ran.status == 0, "\(ran)")
        #expect(ran.out.contains("arn:aws:iam::111122223333:oidc-provider/*"), "\(ran)")
        #expect(!ran.out.contains("000000"), "\(ran)")
    }

    @Test func `without answers, and for unknown work, it says what it wants`() async throws {
        let person = try Person()
        let none = try await person.sesame("permissions")
        #expect(none.status == 64 && none.err.contains("--answers"), "\(none)")
        let unknown = try await person.sesame("permissions", "--for", "everything")
        #expect(unknown.status == 64 && unknown.err.contains("setup") && unknown.err.contains("doctor"), "\(unknown)")
        let answers = try person.home.write(
            "schema: sesame/answers/v1\neks: {account: \"111122223333\"}\n", to: "a.yaml")
        let partial = try await person.sesame("permissions", "--answers", answers)
        #expect(partial.status == 65, "\(partial)")
    }

    @Test func `what is missing is what a look was refused, and nothing else`() async throws {
        let world = try await Simulation.start("k8s-no-token-request")
        let person = try world.person()
        let doctor = try await person.sesame("permissions", "--for", "doctor", "--missing", "--answers", world.answers)
        #expect(doctor.status == 0, "\(doctor)")
        #expect(doctor.out.contains("For EKS account 111122223333 (IAM policy): Nothing was refused."), "\(doctor)")
        let send = try await person.sesame(
            "permissions", "--for", "send", "--missing", "--only", "kubernetes", "--answers", world.answers)
        #expect(send.status == 0, "\(send)")
        #expect(send.out.contains("- serviceaccounts/token"), "\(send)")
        #expect(!send.out.contains("name: WHO"), "the caller's own name is known: \(send)")
    }
}
