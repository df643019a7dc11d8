import Canvas
import Design
import Testing

@testable import Wizard

/// Masks on the screen: what others see holds no account, no address, no ID of AWS's and no host.
@Suite struct MaskTests {
    /// What must never be seen, whatever is done.
    static let secrets = [
        "111122223333", "444455556666", "222233334444", "@example.com", "no-reply@", "ops@",
        "D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E", "D39B5DB5", "99999DB5A4BB", "AROAEXAMPLE", "4614def0-a0a9", "0c8d1f6e-6f53",
        "9b1c2a44-94a5", "127.0.0.1:",
    ]

    private func expectNone(in text: String, _ what: String) {
        for secret in Self.secrets { #expect(!text.contains(secret), "\(secret) in \(what):\n\(text)") }
    }

    @Test(arguments: GoldenScene.allCases, GoldenTests.sizes)
    func `no screen shows what is masked`(scene: GoldenScene, size: Size) {
        var driver = scene.driver(size)
        if !driver.state.isMasked { _ = driver.state.toggleMasks() }
        driver.state.message = nil
        let frame = driver.frame()
        expectNone(in: frame.text, "\(scene)")
        expectNone(in: frame.cuts.map(\.text).joined(separator: "\n"), "whole texts of \(scene)")
        #expect(frame.text.split(separator: "\n").first?.contains("MASKED") == true)
        #expect(frame.cursor.map { $0.column < size.columns } == true)
    }

    /// Names of the scenes' setups that may never be seen where names are masked too.
    static let names = [
        "ses-sender", "mail-prod", "eks-admin", "ses-admin", "ses-read", "eks-read", "mail-staging", "mail-test",
        "shop-eu",
        "ses-digest", "ses-notify",
    ]

    @Test(arguments: GoldenScene.allCases)
    func `no screen shows names where they are masked too`(scene: GoldenScene) {
        var driver = scene.driver(GoldenTests.sizes[0])
        driver.state.mask(Set(MaskKind.allCases))
        for index in driver.state.overlays.indices { driver.state.overlays[index].layOut(80) }
        driver.state.message = nil
        let frame = driver.frame()
        let whole = frame.text + "\n" + frame.cuts.map(\.text).joined(separator: "\n")
        expectNone(in: whole, "\(scene)")
        for name in Self.names { #expect(!whole.contains(name), "\(name) in \(scene):\n\(whole)") }
    }

    @Test(arguments: GoldenScene.allCases)
    func `what is copied from a screen is masked`(scene: GoldenScene) {
        var driver = scene.driver(GoldenTests.sizes[0])
        if !driver.state.isMasked { _ = driver.state.toggleMasks() }
        driver.effects = []
        driver.answers = false
        driver.press(.character("c"), .character("R"))
        for effect in driver.effects {
            switch effect {
            case .copy(let text, let what): expectNone(in: text + what, "the copy of \(scene)")
            case .showRaw(let text): expectNone(in: text, "the text of \(scene)")
            default: continue
            }
        }
    }

    @Test(arguments: GoldenTests.sizes)
    func `a whole walk with masks on shows nothing, key by key`(size: Size) {
        var driver = Driver(.demo, size: size)
        driver.state.mask()
        var guardian = 0
        while driver.state.screen != .done, guardian < 80 {
            guardian += 1
            if driver.state.screen == .apply, driver.state.overlays.isEmpty, driver.state.applyObstacle == nil {
                driver.press(.character("a"))
            }
            expectNone(in: driver.text(), "\(driver.state.screen)")
            for key in [Key.character("?"), .control("o"), .character("v"), .control("t")] {
                var aside = driver
                aside.press(key)
                expectNone(in: aside.text(), "\(key) on \(driver.state.screen)")
            }
            driver.press(.enter)
        }
        #expect(driver.state.screen == .done)
        expectNone(in: driver.text(), "the last screen")
    }

    @Test func `what is masked is the same everywhere, and the answers stay what they are`() {
        var driver = Driver()
        driver.walk(to: .ses)
        let answers = driver.state.answers
        driver.press(.character("x"))
        #expect(driver.state.says.first.hasPrefix("Masked on every screen"))
        #expect(driver.text().contains("SES account 000000000002"), "\(driver.text())")
        driver.run(driver.state.go(to: .crossAccount))
        #expect(driver.text().contains("┌ SES account 000000000002 "), "\(driver.text())")
        driver.press(.character("v"))
        #expect(driver.text().contains("000000000002"))
        #expect(driver.state.answers == answers)
        driver.press(.character("x"), .escape)
        #expect(driver.text().contains("SES account 444455556666") && !driver.text().contains("MASKED"))
    }

    @Test func `files are written as they are, and a value keeps its mask when masks come back`() {
        var driver = Driver()
        driver.walk(to: .ses)
        driver.press(.character("x"))
        let before = driver.text()
        driver.effects = []
        driver.press(.character("w"))
        let written = driver.effects.compactMap { effect -> String? in
            guard case .writeFiles(_, _, let files) = effect else { return nil }
            return files.map(\.content).joined()
        }
        #expect(written.contains { $0.contains("444455556666") })
        driver.press(.character("x"), .character("x"))
        driver.state.message = nil
        driver.press(.tab, .backTab)
        #expect(before.contains("000000000002") && driver.text().contains("000000000002"))
    }

    @Test func `a value that is broken over lines was masked while it was whole`() {
        let arn = "arn:aws:iam::111122223333:role/ses-sender-role"
        var known = Masks(MaskKind.usual, leavesMasks: true)
        known.meet(arn)
        known.meet("no-reply@example.com")
        let met = known
        ShownText.changed(by: { met.shown($0) }) {
            for columns in 4...60 {
                let lines = TextWrap.lines("It names \(arn) and no-reply@example.com there.", columns)
                let text = lines.joined()
                #expect(!text.contains("1111") && !text.contains("2222") && !text.contains("example.com"), "\(text)")
                #expect(!TextCut.middle(arn, columns).contains("1111"))
                #expect(!TextCut.end(arn, columns).contains("1111"))
                #expect(TextWidth.columns(arn) == TextWidth.columns(ShownText.of(arn)))
            }
            #expect(ShownText.of(ShownText.of(arn)) == ShownText.of(arn))
        }
        #expect(ShownText.of(arn) == arn)
    }
}
