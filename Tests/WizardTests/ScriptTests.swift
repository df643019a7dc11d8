import Canvas
import Design
import Testing

@testable import Wizard

@Suite struct ScriptTests {
    @Test func `home to message sent takes twenty keys, all Enter but one`() {
        var driver = Driver(.demo, answers: Answers())
        var keys = 0
        func enter(_ driver: inout Driver, _ times: Int = 1) {
            for _ in 0..<times {
                driver.press(.enter)
                keys += 1
            }
        }
        enter(&driver)
        #expect(driver.state.screen == .introduction)
        enter(&driver)
        #expect(driver.state.screen == .irsa)
        enter(&driver, 7)
        #expect(driver.state.screen == .configuration)
        enter(&driver)
        #expect(driver.state.screen == .crossAccount)
        enter(&driver)
        #expect(driver.state.screen == .ses)
        enter(&driver)
        #expect(driver.state.screen == .apply)
        driver.press(.character("a"))
        keys += 1
        #expect(driver.state.overlays.last is DialogOverlay)
        enter(&driver)
        #expect(driver.state.planning.isApplying)
        #expect(driver.state.focused.id == .button(.openInbox))
        enter(&driver)
        #expect(driver.state.overlays.last is InboxOverlay)
        enter(&driver, 3)
        #expect(driver.state.overlays.isEmpty)
        #expect(driver.state.planning.isAllRight)
        #expect(driver.state.focused.id == .button(.proceed))
        enter(&driver)
        #expect(driver.state.screen == .test)
        enter(&driver)
        #expect(driver.state.testing.isAccepted)
        #expect(keys == 20)
        #expect(driver.text().contains("Message sent."))
        driver.press(.enter, .enter)
        #expect(driver.state.screen == .done)
    }
}
