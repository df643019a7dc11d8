import Calls
import Canvas
import Design
import Diagnosis
import Testing
import Wire

@testable import Wizard

/// Bundles: written from a result, listed on the first page, opened, and looked at without anything live.
@Suite struct BundlePageTests {
    private func looked() -> Driver {
        var driver = Driver()
        driver.world.found = [Found.one]
        driver.world.read = Found.read
        driver.walk(to: .apply)
        driver.press(.character("d"))
        driver.effects = []
        return driver
    }

    private static let name = "mail-prod-ses-sender.bundle.json"

    @Test func `two keys write a masked bundle, and the result is there again`() throws {
        var driver = looked()
        driver.press(.character("w"), .enter)
        let text = try #require(driver.world.written[Self.name])
        for secret in ["111122223333", "444455556666", "example.com", "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        #expect(text.contains("ses-sender-role"))
        let bundle = try Bundle.read(Array(text.utf8))
        #expect(bundle.masked == [.accounts, .addresses] && bundle.by == "sesame 1.0")
        #expect(driver.state.diagnosing.page == .result)
        #expect(
            driver.state.says
                == Says("\(Self.name) is written, for you alone (0600).", "Nothing was sent anywhere.", mark: .right))
    }

    @Test func `masks are turned with Space or Enter, and remembered for the subject`() throws {
        var driver = looked()
        driver.press(.character("w"))
        #expect(driver.text().contains("Accounts           [x] masked"))
        #expect(driver.text().contains("000000000001, …02") && driver.text().contains("a1@d1.example"))
        driver.run(driver.state.setFocus(.mask(.names)))
        driver.press(.character(" "))
        #expect(driver.text().contains("Names              [x] masked") && driver.text().contains("cluster-1"))
        driver.press(.up, .up, .enter)
        #expect(driver.text().contains("Accounts           [ ] as they are"))
        driver.press(.escape, .character("w"))
        #expect(driver.state.diagnosing.bundle?.bundle.masked == [.addresses, .names])
        driver.press(.enter)
        let text = try #require(driver.world.written.first?.value)
        #expect(text.contains("111122223333") && !text.contains("ses-sender"))
    }

    @Test func `what is there is not replaced, another name is proposed`() {
        var driver = looked()
        driver.world.files = [Self.name]
        driver.press(.character("w"))
        #expect(driver.text().contains("mail-prod-ses-sender-2.bundle.json"))
        // Somebody puts a file there meanwhile.
        driver.world.files.append("mail-prod-ses-sender-2.bundle.json")
        driver.press(.enter)
        #expect(
            driver.state.says
                == Says(
                    "mail-prod-ses-sender-2.bundle.json is there. Nothing was written.",
                    "Enter writes it as mail-prod-ses-sender-3.bundle.json.", mark: .wrong))
        driver.press(.enter)
        #expect(driver.world.written.keys.map { $0 } == ["mail-prod-ses-sender-3.bundle.json"])
    }

    @Test func `the name of its file can be typed, and what is wrong with one is said`() {
        var driver = looked()
        driver.world.files = ["mine.json"]
        driver.press(.character("w"), .up)
        #expect(driver.state.focused.id == .anything && driver.text().contains("▸ File"))
        driver.press(.control("u"), .enter)
        #expect(
            driver.state.says
                == Says("The file has no name. Nothing was written.", "\(Self.name) is proposed.", mark: .wrong))
        for character in "mine.json" { driver.press(.character(character)) }
        driver.press(.enter)
        #expect(
            driver.state.says
                == Says("mine.json is there. Nothing was written.", "Another name can be typed.", mark: .wrong))
        #expect(driver.state.focused.id == .anything, "the name that was typed stays")
        driver.press(.control("u"), .paste("acme/"), .enter)
        #expect(driver.state.says.first == "acme/ names a folder, and a file is expected. Nothing was written.")
        driver.press(.paste("a\u{1B}[2Jb"), .enter)
        #expect(driver.state.says.mark == .wrong && driver.world.written.isEmpty)
        #expect(!driver.text().contains("\u{1B}"))
        driver.press(.control("u"), .paste("acme/case 4711.json"))
        #expect(driver.state.says.second.contains(".bundle.json"), "\(driver.state.says)")
        driver.press(.enter)
        #expect(Array(driver.world.written.keys) == ["acme/case 4711.json"])
        #expect(driver.state.says.first == "acme/case 4711.json is written, for you alone (0600).")
        #expect(driver.state.diagnosing.bundles == ["mine.json"].filter { $0.hasSuffix(".bundle.json") })
    }

    @Test func `a value keeps its mask from one bundle to the next`() throws {
        var earlier = Masks()
        earlier.meet("arn:aws:iam::999900001111:role/x")
        earlier.meet("111122223333 444455556666")
        var driver = looked()
        driver.world.masks = earlier.memory
        driver.press(.character("w"))
        #expect(driver.text().contains("000000000002, …03"), "\(driver.text())")
        driver.press(.enter)
        let first = try #require(driver.world.written[Self.name])
        #expect(first.contains("\"000000000002\"") && !first.contains("\"000000000001\""))
        let kept = driver.effects.compactMap { effect -> MaskMemory? in
            if case .keepMasks(let memory, _) = effect { memory } else { nil }
        }
        let masks = Masks(remembering: try #require(kept.last))
        #expect(masks.account("111122223333") == "000000000002" && masks.account("999900001111") == "000000000001")
        // The same run again, of which nothing is kept: its own memory counts.
        driver.world.masks = MaskMemory()
        driver.press(.character("w"), .enter)
        let second = try #require(driver.world.written["mail-prod-ses-sender-2.bundle.json"])
        #expect(second.contains("\"000000000002\"") && !second.contains("\"000000000001\""))
    }

    @Test func `it can be read before it is written`() {
        var driver = looked()
        driver.press(.character("w"), .character("v"))
        #expect(driver.text().contains("\"schema\": \"sesame/bundle/v1\"") && driver.text().contains("not written yet"))
        #expect(driver.world.written.isEmpty)
        driver.press(.character("w"))
        #expect(driver.world.written.count == 1 && driver.state.diagnosing.page == .result)
    }

    // MARK: Opening one

    private func opened() -> Driver {
        var driver = Driver(.live, answers: Answers())
        driver.world.files = ["acme-4711.bundle.json"]
        driver.world.bundle = .success(Found.recorded)
        driver.press(.character("d"))
        driver.run(driver.state.setFocus(.bundle(0)))
        driver.effects = []
        return driver
    }

    @Test func `a bundle of this folder is opened, and nothing of it is live`() throws {
        var driver = opened()
        #expect(driver.text().contains("acme-4711.bundle.json, this folder"))
        #expect(driver.state.says.first == "Opens the file. Nothing is asked of AWS or a cluster.")
        driver.press(.enter)
        guard case .openBundle(_, .file("acme-4711.bundle.json"))? = driver.effects.first else {
            Issue.record("\(driver.effects)")
            return
        }
        let text = driver.text()
        #expect(text.contains("RECORDED") && text.contains("EKS account 000000000001 recorded"), "\(text)")
        #expect(text.contains("9 days ago") && text.contains("2 kinds are masked") && text.contains("TRUST-SUBJECT"))
        #expect(!text.contains("[ Check again ]"))
        driver.effects = []
        for key in "rt" {
            driver.press(.character(key))
            #expect(driver.state.says.first == "Not now: recorded: nothing live.", "\(key)")
        }
        driver.press(.character("w"))
        #expect(driver.state.says.first == "Not now: it is a bundle already.")
        driver.press(.enter)
        #expect(driver.state.diagnosing.page == .fix && driver.text().contains("RECORDED"))
        driver.press(.character("a"))
        #expect(driver.state.says.first == "Not now: recorded: nothing live.")
        #expect(driver.state.diagnosing.fix?.isNote == true && !driver.text().contains("Go to screen"))
        driver.press(.escape, .character("v"), .escape, .character("l"), .escape)
        #expect(driver.effects.isEmpty, "nobody is asked, nothing is written")
        driver.press(.escape)
        #expect(driver.state.diagnosing.page == .entry && !driver.text().contains("RECORDED"))
        #expect(driver.state.diagnosing.result == nil && driver.state.diagnosing.subject == nil)
    }

    @Test func `what a bundle says is what was said live, but for the masks`() throws {
        let live = Doctor.diagnose(Found.known, Found.read, at: Found.recorded.bundle.written)
        let recorded = try Bundle.read(Array(Found.recorded.bundle.document.serialized().utf8))
        let masks = Found.recorded.bundle.masks
        let said = RecordedBundle(name: "x", bundle: recorded).diagnosis.findings
        #expect(said.map(\.code) == live.findings.map(\.code))
        #expect(said.map(\.found) == live.findings.map { masks.masked($0).found })
        #expect(said.contains { $0.code == "TRUST-SUBJECT" })
    }

    @Test(arguments: [
        "acme.bundle.json", "'/tmp/my acme.json'", "\"acme.json\"", "/tmp/my\\ acme.json", "~/Downloads/acme.json",
    ])
    func `the path of a file is taken for a bundle`(path: String) {
        var driver = opened()
        driver.press(.paste(path))
        #expect(driver.state.says.first == "The path of a file. Enter opens it as a bundle.")
        driver.press(.enter)
        let opened = driver.effects.compactMap { effect -> BundleSource? in
            guard case .openBundle(_, let source) = effect else { return nil }
            return source
        }
        let plain = path.replacing("\\ ", with: " ").filter { $0 != "'" && $0 != "\"" }
        #expect(opened == [.file(plain)])
        #expect(driver.state.isRecorded)
    }

    @Test(arguments: ["role.json is broken: {", "{\"a\": \"b.json\"}", "arn:aws:iam::111122223333:role/x.json"])
    func `other texts are none`(text: String) {
        #expect(DiagnoseGiven(text, explains: false)?.path == nil)
    }

    @Test func `a pasted bundle is opened, one that is none gives its sentence`() {
        var driver = opened()
        driver.press(.paste("{\"schema\":\"sesame/bundle/v1\",\"written\":\"2026-01-02T03:04:05Z\"}"))
        #expect(driver.state.says.first == "A bundle. Enter opens it.")
        driver.world.bundle = .failure(Problem("a pasted bundle: masked: A list is expected.\u{1B}[2J"))
        driver.press(.enter)
        #expect(driver.state.says.first.hasPrefix("a pasted bundle: masked: A list is expected."))
        #expect(driver.state.says.mark == .wrong && driver.state.diagnosing.page == .entry)
    }

    @Test func `control characters that were replaced are said`() throws {
        var driver = opened()
        var bundle = Found.recorded.bundle
        bundle.replaced = 3
        bundle.unknown = 2
        driver.world.bundle = .success(RecordedBundle(name: "x\u{1B}[2J.json", bundle: bundle))
        driver.press(.enter)
        #expect(driver.state.says.mark == .attention)
        #expect(driver.state.says.announcement.contains("3 control characters in it became a question mark."))
        #expect(!driver.text().contains("\u{1B}"))
    }
}
