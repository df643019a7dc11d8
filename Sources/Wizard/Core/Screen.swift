import Calls
import Design

/// A screen: its items, its bindings, its words and its drawing, all functions of the state.
protocol Screen {
    /// What can have the focus, in order, each with what Enter does on it.
    static func items(_ state: WizardState) -> [Item]
    /// The keys of this screen and what they do; the standard keys come from ``StandardBindings``.
    static func bindings(_ state: WizardState) -> [Binding]
    /// Makes what is drawn and would be costly to make for each frame; called after every event.
    static func prepare(_ state: inout WizardState)
    /// Draws rows 4 to 20.
    static func paint(_ state: WizardState, _ pen: inout Pen)
    /// The two lines above the footer.
    static func says(_ state: WizardState) -> Says
    /// The side that the focused item acts in.
    static func side(_ state: WizardState) -> Side?
    /// What is still open, in order; the focus lands on the first.
    static func openItems(_ state: WizardState) -> [ItemID]
    /// Where the focus lands when nobody moved it.
    static func landing(_ state: WizardState) -> ItemID
    /// What happens when the screen is reached.
    static func arrive(_ state: inout WizardState) -> [WizardEffect]
    /// The words of this screen that help explains.
    static var words: [HardWord] { get }
    /// What stands beside the form from 110 columns on.
    static func preview(_ state: WizardState) -> Preview?
}

extension Screen {
    static func bindings(_ state: WizardState) -> [Binding] { [] }
    static func prepare(_ state: inout WizardState) {}
    static func side(_ state: WizardState) -> Side? { nil }
    static func openItems(_ state: WizardState) -> [ItemID] { [] }
    static func landing(_ state: WizardState) -> ItemID {
        let items = items(state)
        if let open = openItems(state).first(where: { open in items.contains { $0.id == open } }) { return open }
        if items.contains(where: { $0.id == .button(.proceed) }) { return .button(.proceed) }
        return items.first?.id ?? .button(.proceed)
    }
    static func arrive(_ state: inout WizardState) -> [WizardEffect] { [] }
    static var words: [HardWord] { [] }
    static func preview(_ state: WizardState) -> Preview? { nil }
}

extension ScreenID {
    /// The screen's code; a new screen is a file and a line here.
    var code: any Screen.Type {
        switch self {
        case .home: HomeScreen.self
        case .introduction: IntroductionScreen.self
        case .irsa: IRSAScreen.self
        case .configuration: ConfigurationScreen.self
        case .crossAccount: CrossAccountScreen.self
        case .ses: SESScreen.self
        case .apply: ApplyScreen.self
        case .test: TestScreen.self
        case .practices: PracticesScreen.self
        case .done: DoneScreen.self
        case .diagnose: DiagnoseScreen.self
        }
    }
}
