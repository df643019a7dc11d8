import Canvas

/// The demo's inbox: what the people would see who get Amazon's mails.
struct InboxOverlay: Overlay {
    /// Links that were clicked here; the world's answer may take a moment.
    var clicked: Set<String> = []
    var selected = 0

    /// The mails with a link that nobody clicked yet, then the others.
    func mails(_ state: WizardState) -> [DemoMail] {
        let open = state.inbox.filter { $0.hasLink && !clicked.contains($0.id) }
        return open.isEmpty ? state.inbox : open
    }

    func openCount(_ state: WizardState) -> Int {
        state.inbox.filter { $0.hasLink && !clicked.contains($0.id) }.count
    }

    func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding(
                [.enter, .character(" ")], "Enter", deed(state), place: .enter
            ) { Self.click(&$0) },
            Binding([.up, .backTab], "Up/Down", "choose", run: Self.changing { $0.move(by: -1, $1) }),
            .hidden([.down, .tab], run: Self.changing { $0.move(by: 1, $1) }),
            Self.close,
        ]
    }

    /// Follows the link of the chosen mail; closes with the last one, and where there is none.
    private static func click(_ state: inout WizardState) -> [WizardEffect] {
        guard var inbox = state.topmost(InboxOverlay.self) else { return [] }
        state.overlays.removeLast()
        let mails = inbox.mails(state)
        guard inbox.openCount(state) > 0, mails.indices.contains(inbox.selected) else { return [] }
        let mail = mails[inbox.selected]
        inbox.clicked.insert(mail.id)
        let rest = inbox.openCount(state)
        inbox.selected = max(0, min(inbox.selected, rest - 1))
        if rest > 0 { state.overlays.append(inbox) }
        return [.demo(mail.isRecords ? .publish(records: mail.id) : .click(mail: mail.id))]
    }

    /// What Enter does, for the footer.
    private func deed(_ state: WizardState) -> String {
        let mails = mails(state)
        guard openCount(state) > 0, mails.indices.contains(selected) else { return "close" }
        return mails[selected].isRecords ? "publish them" : "click the link"
    }

    private mutating func move(by step: Int, _ state: WizardState) {
        let count = mails(state).count
        selected = (selected + step + count) % max(1, count)
    }

    func says(_ state: WizardState) -> Says {
        let mails = mails(state)
        guard openCount(state) > 0, mails.indices.contains(selected) else {
            return Says("Nothing to click here. These are the mails that were sent.", "Enter closes.")
        }
        if mails[selected].isRecords {
            return Says("Publishing is what the owner of \(mails[selected].to)'s DNS does. SES finds them then.")
        }
        return Says("Clicking is what the person at \(mails[selected].to) does. Then the next mail.")
    }

    /// What the mail is for, in a few words.
    private static func subject(_ mail: DemoMail) -> String {
        mail.isRecords ? "records to publish" : mail.hasLink ? "a link to click" : mail.subject
    }

    func paint(_ state: WizardState, _ frame: inout Frame, rows: Range<Int>) {
        let mails = mails(state)
        let mail = mails.indices.contains(selected) ? mails[selected] : nil
        let text = mail?.lines.flatMap { TextWrap.lines($0, 68) } ?? []
        let listed = min(max(1, mails.count), 5)
        let shown = min(text.count, max(4, rows.count - listed - 8))
        let height = min(rows.count, listed + shown + 8)
        let top = rows.lowerBound
        frame.overlay(row: top, width: 74, rows: height, title: "Demo inbox: what the people would see")
        var row = top + 2
        if mails.isEmpty { frame.write("no mail yet", row: row, column: 7, style: .faint) }
        let first = max(0, min(selected - listed + 1, mails.count - listed))
        for index in first..<min(mails.count, first + listed) {
            let mail = mails[index]
            frame.write((mail.isRecords ? "DNS " : "to ") + mail.to, row: row, column: 7, limit: 32, cut: .middle)
            frame.write("account \(mail.account)", row: row, column: 34, limit: 55)
            frame.write(Self.subject(mail), row: row, column: 56, limit: 75)
            if index == selected {
                frame.write("▸", row: row, column: 5, style: .bold)
                frame.restyle(row: row, columns: 7..<75) { $0.adding(.reverse) }
                frame.cursor = Position(row: row, column: 7)
            }
            row += 1
        }
        row = top + 2 + listed + 1
        frame.divider(row: row, column: 3, width: 74)
        row += 1
        for line in text.prefix(shown) {
            frame.write(line, row: row, column: 5, limit: 76)
            row += 1
        }
        if text.count > shown { frame.note(cut: text.joined(separator: " "), row: row - 1) }
        guard openCount(state) > 0 else { return }
        row += 1
        let isRecords = mails.indices.contains(selected) && mails[selected].isRecords
        frame.write(
            isRecords ? "[ Publish these records ]" : "[ Click the link ]", row: row, column: 7, style: .bold)
        if row + 1 < top + height - 1 {
            frame.write(
                isRecords
                    ? "In real life the domain's DNS holds them, and SES looks for 72 hours."
                    : "In real life this link arrives in the mailbox and is good for 24 h.", row: row + 1, column: 5,
                limit: 76, style: .faint)
        }
    }
}
