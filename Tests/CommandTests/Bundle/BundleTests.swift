import Foundation
import Programs
import Testing

/// `sesame bundle` and `sesame doctor --bundle`, from outside.
struct `Bundles` {
    /// What is masked in every answer of the simulated accounts.
    private static let real = ["111122223333", "444455556666", "example.com", "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"]

    @Test(.timeLimit(.minutes(5)))
    func `what somebody recorded is diagnosed by somebody else who has nothing`() async throws {
        let world = try await Simulation.start("irsa-sub-wrong-ns-or-sa")
        let person = try world.person()
        let live = try await person.sesame("doctor", "--answers", world.answers, "-o", "json")
        #expect(live.status == 1, "\(live)")
        let made = try await person.sesame("bundle", "--answers", world.answers, "--out", "acme.json")
        #expect(made.status == 0, "\(made)")
        #expect(made.out.hasPrefix("A bundle of default/ses-sender in mail-prod: "), "\(made)")
        #expect(made.out.contains("Masked       accounts (000000000001 and 000000000002), addresses (a1@d1.example)"))
        #expect(made.out.contains("wrote acme.json, which only you may read (0600)"), "\(made)")
        let text = person.home.read("acme.json")
        for value in Self.real { #expect(!text.contains(value), "\(value)") }
        let attributes = try FileManager.default.attributesOfItem(atPath: person.home.path("acme.json"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        await world.stop()

        // Another computer: no credentials, no kubeconfig, no network.
        let support = try Person()
        try support.home.write(text, to: "acme.json")
        let recorded = try await support.sesame("doctor", "--bundle", "acme.json", "-o", "json")
        #expect(recorded.status == 1, "\(recorded)")
        #expect(recorded.err.isEmpty, "\(recorded)")
        #expect(recorded.json["rootCauses"].list.map(\.string) == live.json["rootCauses"].list.map(\.string))
        #expect(
            recorded.json["findings"].list.map { $0["code"].string }
                == live.json["findings"].list.map { $0["code"].string })
        // What it rests on too, the history included: since when, and by whom.
        #expect(
            recorded.json["findings"].list.map { $0["evidence"].list.map { $0["call"].string } }
                == live.json["findings"].list.map { $0["evidence"].list.map { $0["call"].string } })
        #expect(recorded.json["calls"].int == 0)
        for evidence in recorded.json["findings"].list.flatMap({ $0["evidence"].list }) {
            #expect(evidence["source"].string == "recorded")
        }
        let told = try await support.sesame("doctor", "acme.json")
        #expect(told.status == 1, "\(told)")
        #expect(
            told.out.contains("Recorded 20") && told.out.contains(" ago, by sesame ")
                && told.out.contains("No call was made."), "\(told)")
        #expect(told.out.contains("Masked: accounts and addresses."), "\(told)")
        #expect(support.home.names == ["acme.json"], "nothing is left behind")
        let piped = try await support.shell("$sesame doctor --bundle - <acme.json")
        #expect(piped.out == told.out, "\(piped)")
        let calls = try await support.sesame("doctor", "acme.json", "--show-calls")
        #expect(calls.out.contains("aws iam get-role --role-name ses-sender-role"), "\(calls)")
    }

    @Test(.timeLimit(.minutes(3))) func `masks are chosen, and documents go to standard output`() async throws {
        let person = try Person()
        let all = try await person.sesame("bundle", "--demo", "--mask", "accounts,addresses,names", "-o", "json")
        #expect(all.status == 0, "\(all)")
        #expect(all.json["schema"].string == "sesame/bundle/v1")
        #expect(all.json.keys == ["schema", "written", "by", "masked", "subject", "answers", "calls"])
        #expect(all.json["masked"].list.compactMap(\.string) == ["accounts", "addresses", "names"])
        for value in Self.real + ["ses-sender", "mail-prod"] { #expect(!all.out.contains(value), "\(value)") }
        let open = try await person.sesame("bundle", "--demo", "--mask", "none", "-o", "json")
        #expect(open.json["masked"].list.isEmpty)
        for value in Self.real { #expect(open.out.contains(value), "\(value)") }
        #expect(person.home.names.isEmpty, "only --out writes beside a document")
        let both = try await person.sesame("bundle", "--demo", "-o", "json", "--out", "b.json")
        #expect(both.json["schema"].string == "sesame/bundle/v1" && person.home.has("b.json"), "\(both)")
        let bad = try await person.sesame("bundle", "--demo", "--mask", "accounts,secrets")
        #expect(bad.status == 64, "\(bad)")
    }

    @Test(.timeLimit(.minutes(3))) func `nothing is overwritten, and what cannot be written is a sentence`()
        async throws
    {
        let person = try Person()
        let first = try await person.sesame("bundle", "--demo")
        #expect(first.status == 0 && person.home.names == ["mail-prod-ses-sender.bundle.json"], "\(first)")
        let before = person.home.read("mail-prod-ses-sender.bundle.json")
        let again = try await person.sesame("bundle", "--demo")
        #expect(again.status == 1, "\(again)")
        #expect(
            // What takes longer than a second says what it waits for, in front of that.
            again.err.hasSuffix(
                "sesame: mail-prod-ses-sender.bundle.json is there. Nothing was written; --force overwrites it, --out "
                    + "names another file.\n"), "\(again)")
        #expect(person.home.read("mail-prod-ses-sender.bundle.json") == before)
        let forced = try await person.sesame("bundle", "--demo", "--force", "--mask", "none")
        #expect(forced.status == 0 && person.home.read("mail-prod-ses-sender.bundle.json") != before, "\(forced)")

        _ = try await person.shell("mkdir folder; ln -s elsewhere link; echo mine >mine")
        for (place, words) in [
            ("folder", "folder is a folder, and a file is expected. Nothing was read or written."),
            ("link", "link is a symbolic link"), ("mine", "mine is there. Nothing was read or written"),
            ("none/b.json", "none/b.json could not be written: its folder does not exist. Nothing was written."),
        ] {
            let ran = try await person.sesame("bundle", "--demo", "--out", place)
            #expect(ran.status == 1, "\(ran)")
            #expect(ran.err.contains(words), "\(words) in \(ran)")
        }
        #expect(person.home.read("mine") == "mine\n")
        let full = try await person.shell(
            "unshare -m bash -c 'mkdir -p m && mount -t tmpfs -o size=4k none m && head -c 4096 /dev/zero >m/x; "
                + "$sesame bundle --demo --out m/b.json; echo $? >status; ls m >left'")
        guard full.status == 0 else { return Tools.skip("a full tmpfs: mounting is not allowed here") }
        #expect(person.home.read("status") == "1\n", "\(full)")
        #expect(full.err.contains("There is no room left for m/b.json. Nothing was written."), "\(full)")
        #expect(person.home.read("left") == "x\n", "nothing is left beside it")
    }

    @Test(.timeLimit(.minutes(2))) func `hostile bundles are refused with 65 and a sentence`() async throws {
        let person = try Person()
        try person.home.write("{\"schema\":\"sesame/bundle/v7\",\"by\":\"sesame 9\\u001b[2J\"}", to: "later.json")
        try person.home.write("{\"schema\":\"sesame/bundle/v1\"", to: "torn.json")
        try person.home.write("not a bundle", to: "text.json")
        _ = try await person.shell(
            "(printf '{\"schema\":\"sesame/bundle/v1\",\"x\":'; yes '[' | head -c 100000) >deep.json")
        for (file, words) in [
            ("later.json", "This bundle has another form (sesame/bundle/v7, written by sesame 9?[2J)"),
            ("torn.json", "the JSON document ends too early"), ("text.json", "This is no bundle, which is JSON."),
            ("deep.json", "nested more than 200 levels deep"), ("missing.json", "missing.json does not exist."),
            ("/dev/zero", "/dev/zero is longer than 64 MB"),
        ] {
            let ran = try await person.shell("ulimit -v 4000000; $sesame doctor --bundle \(file)")
            #expect(ran.status == 65, "\(ran)")
            #expect(ran.out.isEmpty && ran.err.contains(words), "\(words) in \(ran)")
            #expect(Texts.harmful(ran.err).isEmpty, "\(ran)")
        }
        let both = try await person.sesame("doctor", "--bundle", "torn.json", "default/ses-sender")
        #expect(both.status == 64, "\(both)")
        let document = try await person.sesame("doctor", "--bundle", "torn.json", "-o", "json")
        #expect(document.json["error"]["code"].string == "BadBundle", "\(document)")
    }

    @Test(.timeLimit(.minutes(3))) func `what may not be read is in the bundle too, and makes it incomplete`()
        async throws
    {
        let world = try await Simulation.start("k8s-forbidden")
        let person = try world.person()
        let before = try await world.writes()
        let made = try await person.sesame("bundle", "--answers", world.answers, "--out", "b.json")
        let live = try await person.sesame("doctor", "--answers", world.answers, "-o", "json")
        let recorded = try await person.sesame("doctor", "--bundle", "b.json", "-o", "json")
        #expect(recorded.status == live.status, "\(live)\(recorded)")
        let unanswered = made.out.contains("without an answer")
        #expect(made.status == (unanswered ? 3 : 0), "\(made)")
        #expect(try await world.writes() == before, "nothing is written in any account")
    }
}
