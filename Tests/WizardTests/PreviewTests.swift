import Canvas
import Design
import Synchronization
import Testing

@testable import Wizard

/// Which files a key costs: counted, because that holds on every machine.
@Suite struct PreviewTests {
    /// Counts the files that are made, for an update as for a frame.
    private final class Counter: Sendable {
        private let names = Mutex<[ArtifactName]>([])

        func count(in driver: inout Driver) {
            driver.state.form.preview.make = { name, design in
                self.names.withLock { $0.append(name) }
                return Artifacts.make(name, design)
            }
        }

        /// The files since the last question.
        var made: [ArtifactName] {
            names.withLock { names in
                defer { names = [] }
                return names
            }
        }
    }

    private func counted(on screen: ScreenID, columns: Int, rows: Int) -> (Driver, Counter) {
        var driver = Driver(size: Size(columns: columns, rows: rows))
        driver.walk(to: screen)
        let counter = Counter()
        counter.count(in: &driver)
        return (driver, counter)
    }

    @Test func `a letter makes the shown file, and once more to find its lines`() {
        var (driver, counter) = counted(on: .configuration, columns: 120, rows: 40)
        driver.press(.backTab, times: 3)
        #expect(driver.state.focused.id == .field(.serviceAccount))
        _ = counter.made
        for letter in "mailer" {
            driver.type(String(letter))
            #expect(counter.made == [.trustPolicy, .trustPolicy])
            _ = driver.frame()
            #expect(counter.made == [])
        }
        #expect(driver.text().contains("▸ marks what the focused field makes."))
        #expect(counter.made == [])
    }

    @Test func `what changes no answer makes no file again`() {
        var (driver, counter) = counted(on: .configuration, columns: 120, rows: 40)
        driver.press(.backTab, times: 3)
        _ = driver.frame()
        _ = counter.made
        driver.press(.left, .home, .end, .character("?"), .escape)
        driver.send(.tick(driver.state.now.adding(milliseconds: 1000)))
        driver.send(.say("news"))
        _ = driver.frame()
        #expect(counter.made == [])
        // The namespace is in the same file, which is kept; only its lines are looked for.
        driver.press(.backTab)
        _ = driver.frame()
        #expect(counter.made == [.trustPolicy])
    }

    @Test func `where nothing is shown, nothing is made`() {
        var (driver, counter) = counted(on: .ses, columns: 80, rows: 24)
        driver.run(driver.state.setFocus(.field(.sesSender)))
        driver.type("x")
        _ = driver.frame()
        #expect(counter.made == [])
        (driver, counter) = counted(on: .configuration, columns: 100, rows: 40)
        driver.press(.backTab, times: 3)
        driver.type("x")
        _ = driver.frame()
        #expect(counter.made == [])
    }

    @Test func `one line under the form costs its file, no other`() {
        var (driver, counter) = counted(on: .configuration, columns: 80, rows: 24)
        driver.press(.backTab, times: 3)
        _ = counter.made
        driver.type("x")
        #expect(driver.text().contains("trust-policy.json, line"))
        #expect(counter.made == [.trustPolicy, .trustPolicy])
    }

    @Test func `the viewer and the files on disk are all six, as they are now`() throws {
        var (driver, counter) = counted(on: .configuration, columns: 120, rows: 40)
        driver.press(.backTab, times: 3)
        driver.type("x")
        _ = counter.made
        driver.press(.enter, .enter, .enter)
        driver.press(.character("v"))
        let viewer = try #require(driver.state.topmost(ViewerOverlay.self))
        #expect(viewer.pages.count == 6)
        #expect(viewer.pages.contains { $0.copyText.contains("ses-senderx") })
        driver.press(.character("w"))
        guard case .writeFiles(_, _, let files)? = driver.effects.last else {
            Issue.record("nothing was written: \(driver.effects.suffix(3))")
            return
        }
        for page in viewer.pages { #expect(files.contains { $0.name == page.title && $0.content == page.copyText }) }
    }
}
