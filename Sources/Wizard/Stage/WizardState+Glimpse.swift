import Design

extension WizardState {
    /// The screen's number and title: `7 Testing and validation`.
    public var place: String { screen.isStep ? "\(screen.rawValue) \(screen.title)" : screen.title }

    /// What the stage shows, in a few words for its presenter: `✗ key desk`, `▸ Send again`.
    public var glimpse: String {
        if let overlay = overlays.last { return overlay.says(self).first }
        if screen == .test, !testing.isOld, let failed = testing.links.first(where: { !$0.isOK }) {
            return "✗ \(LinkWords.short(failed.name))\(hidesCause ? ", cause hidden" : "")"
        }
        let label = focused.label
        return label.isEmpty ? says.first : "▸ \(label)"
    }
}

extension LinkWords {
    /// A link of a test send in two words.
    static func short(_ name: SendLinkName) -> String {
        switch name {
        case .annotation: "annotation"
        case .token: "token"
        case .assumeRole: "key desk"
        case .caller: "who the pod is"
        case .workload: "workload"
        case .send: "SES"
        }
    }
}
