import Foundation

/// One key press of a walk, and what stands on the screen before it.
struct Step: Sendable {
    /// The screen's number and title, as the step line shows them at 80 columns.
    var title: String
    /// Texts that show that the screen is ready for the key.
    var ready: [String]
    /// How many mails the inbox holds at this point; nil where it is not open.
    var mails: Int?
    /// What is typed.
    var key: String

    init(_ title: String, _ ready: String..., mails: Int? = nil, key: String = Keys.enter) {
        self.title = title
        self.ready = ready
        self.mails = mails
        self.key = key
    }

    /// Whether the terminal shows what the step expects.
    func isReady(_ terminal: PseudoTerminal, ascii: Bool = false) -> Bool {
        let text = terminal.text
        // From 116 columns the step line has a word for every screen, and short ones where it must.
        let title = terminal.columns < 116 ? self.title : String(self.title.prefix { $0 != " " })
        let shown = ([title] + ready).allSatisfy { text.contains(ascii ? Step.ascii($0) : $0) }
        guard let mails, shown else { return shown }
        return text.components(separatedBy: "a link to click").count - 1 == mails
    }

    /// The text as it is drawn with ASCII characters only.
    static func ascii(_ text: String) -> String {
        let twins: [Character: Character] = ["▸": ">", "✓": "v", "✗": "x", "·": ".", "•": "*", "…": "~"]
        return String(text.map { twins[$0] ?? $0 })
    }
}

/// What keys send.
enum Keys {
    static let enter = "\r"
    static let escape = "\u{1B}"
    static let tab = "\t"
    static let backTab = "\u{1B}[Z"
    static let up = "\u{1B}[A"
    static let down = "\u{1B}[B"
    static let right = "\u{1B}[C"
    static let end = "\u{1B}[F"
    static let home = "\u{1B}[H"
    static let suspend = "\u{1A}"
    static let clear = "\u{15}"

    /// A text as a terminal pastes it.
    static func paste(_ text: String) -> String { "\u{1B}[200~\(text)\u{1B}[201~" }
}
