import Canvas
import Design
import Testing

@testable import Wizard

/// The question whether a kubeconfig's exec plugin may run.
struct ProgramDialogTests {
    private func asked() -> WizardState {
        var state = WizardState(mode: .live)
        _ = update(&state, .resize(Size(columns: 80, rows: 24)))
        _ = update(
            &state,
            .programWanted(
                ProgramRequest(
                    id: 3, command: "/usr/bin/plugin --for mail",
                    lines: [
                        "The kubeconfig's user mail (~/.kube/config) gets credentials for the cluster from a program:",
                        "/usr/bin/plugin --for mail",
                        "It runs with your rights. A yes counts for exactly this command.",
                    ])))
        return state
    }

    private func press(_ state: inout WizardState, _ keys: [Key]) -> [WizardEffect] {
        keys.flatMap { update(&state, .key($0)) }
    }

    @Test func `the command is shown, and Enter alone does without it`() {
        var state = asked()
        #expect(view(state, state.size).text.contains("/usr/bin/plugin --for mail"))
        #expect(view(state, state.size).text.contains("Run a program for the cluster's credentials?"))
        #expect(press(&state, [.enter]) == [.answerProgram(3, false)])
        #expect(state.overlays.isEmpty)
    }

    @Test func `a yes is chosen, and Esc is a no`() {
        var state = asked()
        #expect(press(&state, [.left, .enter]) == [.answerProgram(3, true)])
        state = asked()
        #expect(press(&state, [.escape]) == [.answerProgram(3, false)])
    }

    @Test func `who asks the cluster is the kubeconfig's user where it is not the EKS account's caller`() {
        for (callers, words) in [([:], "as eks-admin"), (["mail-prod": "jane"], "as jane")] {
            var local = FakeWorld.local
            local.contextCallers = callers
            var driver = Driver(.demo, local: local)
            driver.walk(to: .apply)
            #expect(view(driver.state, driver.state.size).text.contains("Cluster mail-prod, \(words)"))
        }
    }

    @Test func `the command can be copied`() {
        var state = asked()
        let effects = press(&state, [.character("c")])
        #expect(effects.contains(.copy("/usr/bin/plugin --for mail", what: "the command")))
        #expect(!state.overlays.isEmpty)
    }
}
