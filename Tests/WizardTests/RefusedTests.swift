import Canvas
import Design
import Testing

@testable import Wizard

/// What is refused is used in no part; what is taken back is one field, and is named.
@Suite struct RefusedTests {
    private func type(_ text: String, into field: FieldID, _ driver: inout Driver) {
        driver.run(driver.state.setFocus(.field(field)))
        driver.press(.control("u"))
        driver.type(text)
    }

    private func configuration() -> Driver {
        var driver = Driver()
        driver.walk(to: .configuration)
        return driver
    }

    @Test func `no part of a refused value is an answer, a plan, a file or a message`() {
        var driver = configuration()
        type("my role with spaces!", into: .role, &driver)
        #expect(driver.state.answers[.role] == nil)
        #expect(driver.state.form.text(of: .role) == "my role with spaces!")
        #expect(driver.state.saved.answers[.role] == nil && driver.state.saved.drafts[.role] == "my role with spaces!")
        driver.effects = []
        driver.run(driver.state.writeFiles())
        #expect(driver.state.says.first == "Nothing was written: Role name was refused, see screen 3.")
        for screen in [ScreenID.apply, .test, .practices] {
            driver.run(driver.state.go(to: screen))
            driver.press(.character("a"), .character("s"), .character("r"))
        }
        let isWork = driver.effects.contains { effect in
            switch effect {
            case .plan, .apply, .send, .writeFiles, .checkPractices: true
            default: false
            }
        }
        #expect(!isWork, "\(driver.effects)")
        driver.run(driver.state.go(to: .apply))
        #expect(driver.text().contains("✗ Role name:"))
        #expect(driver.state.applyObstacle == "Role name was refused, see screen 3")
        #expect(driver.state.sendObstacle == "Role name was refused, see screen 3")
        driver.press(.enter)
        #expect(driver.state.screen == .configuration && driver.state.focused.id == .field(.role))
    }

    @Test func `a value that was whole is not used while a shorter one stands there`() {
        var driver = configuration()
        let before = driver.state.answers[.role]
        type("my-role", into: .role, &driver)
        driver.type("!")
        #expect(before == "ses-sender-role" && driver.state.answers[.role] == nil)
        driver.press(.backspace)
        #expect(driver.state.answers[.role] == "my-role" && driver.state.form.preview.design != nil)
    }

    @Test func `Continue warns at each refused value, also at one that comes after a warning`() {
        var driver = configuration()
        func proceed(_ driver: inout Driver) {
            driver.run(driver.state.setFocus(.button(.proceed)))
            driver.press(.enter)
        }
        type("my role!", into: .role, &driver)
        type("my policy!", into: .permissionsPolicy, &driver)
        proceed(&driver)
        #expect(driver.state.focused.id == .field(.role) && driver.state.says.first.hasPrefix("Role name:"))
        proceed(&driver)
        #expect(driver.state.focused.id == .field(.permissionsPolicy))
        type("another role!", into: .role, &driver)
        proceed(&driver)
        #expect(driver.state.screen == .configuration && driver.state.focused.id == .field(.role))
        proceed(&driver)
        #expect(driver.state.screen == .crossAccount, "reading on is always allowed")
    }

    @Test func `undo takes back one field and names it`() {
        var driver = configuration()
        type("mailer", into: .serviceAccount, &driver)
        type("my role", into: .role, &driver)
        type("arn:", into: .permissionsPolicy, &driver)
        driver.run(driver.state.setFocus(.button(.proceed)))
        let drafts = driver.state.form.drafts
        #expect(drafts[.role] == "my role" && drafts[.permissionsPolicy] == "arn:")
        driver.press(.character("u"))
        #expect(driver.state.says.first == "Taken back: Policy name is ses-sender-policy.", "\(driver.state.says)")
        #expect(driver.state.form.text(of: .role) == "my role" && driver.state.form.problems[.role] != nil)
        #expect(driver.state.answers[.serviceAccount] == "mailer")
        driver.press(.character("u"))
        #expect(driver.state.says.first == "Taken back: Role name is ses-sender-role.")
        driver.press(.character("u"))
        #expect(driver.state.says.first == "Taken back: Service account is ses-sender.")
        #expect(driver.state.form.problems.isEmpty && driver.state.form.drafts.isEmpty)
        driver.press(.character("U"), .character("U"))
        #expect(driver.state.says.first == "Done again: Role name is my role.")
        #expect(driver.state.answers[.role] == nil && driver.state.form.problems[.role] != nil)
        #expect(driver.state.answers[.serviceAccount] == "mailer")
    }

    @Test func `undo on screen 6 reads the plan for the answers of now`() {
        var driver = configuration()
        type("my role", into: .role, &driver)
        driver.run(driver.state.go(to: .apply))
        #expect(driver.state.planning.plan == nil)
        driver.press(.character("u"))
        #expect(driver.state.planning.plan?[.role]?.name == "ses-sender-role")
    }

    @Test func `undo of a region brings back what was found for it`() {
        var driver = configuration()
        let before = driver.state.answers
        driver.run(driver.state.enter("eu-central-1", into: .eksRegion) + driver.state.leave(.eksRegion))
        driver.run(driver.state.undoAnswers())
        for field in [FieldID.eksRegion, .eksCluster, .eksOIDCProvider] {
            #expect(driver.state.answers[field] == before[field], "\(field)")
        }
    }
}
