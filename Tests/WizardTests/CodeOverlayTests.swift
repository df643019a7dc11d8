import Canvas
import Testing

@testable import Wizard

struct CodeOverlayTests {
    private func asked() -> WizardState {
        var state = WizardState(mode: .live)
        _ = update(&state, .resize(Size(columns: 80, rows: 24)))
        _ = update(
            &state,
            .codeWanted(CodeRequest(id: 7, profile: "admin", serial: "arn:aws:iam::111122223333:mfa/phone")))
        return state
    }

    private func press(_ state: inout WizardState, _ keys: [Key]) -> [WizardEffect] {
        keys.flatMap { update(&state, .key($0)) }
    }

    @Test func `a code of six digits is used once`() {
        var state = asked()
        #expect(view(state, state.size).text.contains("arn:aws:iam::111122223333:mfa/phone"))
        let effects = press(&state, "12a3456".map { .character($0) } + [.enter])
        #expect(effects.contains(.answerCode(7, "123456")))
        #expect(!view(state, state.size).text.contains("123456"))
    }

    @Test func `a short code goes nowhere and Esc refuses`() {
        var state = asked()
        #expect(press(&state, [.character("1"), .enter]).isEmpty)
        #expect(press(&state, [.escape]) == [.answerCode(7, nil)])
    }

    @Test func `a pasted code may have blanks`() {
        var state = asked()
        #expect(press(&state, [.paste("123 456\n"), .enter]) == [.answerCode(7, "123456")])
    }
}
