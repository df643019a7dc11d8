import Calls
import Design

/// What is wrong with a setup: one mechanism of list, card and page, whichever of them is shown.
enum DiagnoseScreen: Screen {
    static let words: [HardWord] = [
        .link, .rootCause, .followsFrom, .evidence, .cannotTell, .proof, .claim, .statement, .webhook,
        .sourceARN, .deadPrincipal, .bundle, .recorded, .mask,
    ]

    private static func page(_ state: WizardState) -> any Screen.Type { state.diagnosing.page.code }

    static func items(_ state: WizardState) -> [Item] { page(state).items(state) }
    static func bindings(_ state: WizardState) -> [Binding] { page(state).bindings(state) }
    static func prepare(_ state: inout WizardState) {
        if state.stage != nil { state.diagnosing.result?.isTimeless = true }
        page(state).prepare(&state)
    }
    static func paint(_ state: WizardState, _ pen: inout Pen) { page(state).paint(state, &pen) }
    static func says(_ state: WizardState) -> Says { page(state).says(state) }
    static func side(_ state: WizardState) -> Side? { page(state).side(state) }
    static func landing(_ state: WizardState) -> ItemID { page(state).landing(state) }
    static func arrive(_ state: inout WizardState) -> [WizardEffect] { page(state).arrive(&state) }
    static func preview(_ state: WizardState) -> Preview? { page(state).preview(state) }
}
