import Canvas
import Design

/// 2: how a pod gets credentials without keys, one step per key.
enum IRSAScreen: Screen {
    static let words: [HardWord] = [.provider, .token, .serviceAccount, .role, .trustPolicy, .subAndAud]

    static func items(_ state: WizardState) -> [Item] {
        let isLast = state.irsaStep == 7
        return [
            .choice(.choice(.irsaStep), enter: isLast ? "continue" : "next step") {
                $0.irsaStep < 7 ? step(by: 1, &$0) : $0.goForward()
            }
        ]
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            Binding([.left], "Left/Right", "step") { step(by: -1, &$0) },
            .hidden([.right]) { step(by: 1, &$0) },
            .letter("s", "skip") { $0.goForward() },
        ]
    }

    private static func step(by step: Int, _ state: inout WizardState) -> [WizardEffect] {
        state.irsaStep = max(1, min(7, state.irsaStep + step))
        return []
    }

    static func landing(_ state: WizardState) -> ItemID { .choice(.irsaStep) }

    static func says(_ state: WizardState) -> Says {
        if state.irsaStep == 7 { return Says("That is all of it. Enter goes on.") }
        return Says("Nothing to fill in here. Your own names appear as you give them.")
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.put("IAM Roles for Service Accounts (IRSA): no keys in pods", 3, .bold)
        pen.put("step \(state.irsaStep) of 7", 66)
        pen.advance()
        pen.blank()
        paintDrawing(state, &pen)
        pen.row = 14
        let step = IRSASteps.step(state.irsaStep, state)
        pen.put("\(state.irsaStep)  \(step.title)", 3, .bold)
        pen.item(.choice(.irsaStep), 3..<4)
        pen.advance()
        pen.prose(step.more, column: 6)
        let before = state.irsaStep == 7 ? "Every hand-out is in CloudTrail. " : ""
        pen.prose("\(before)Breaks when: \(step.breaks)", column: 6)
    }

    private static func paintDrawing(_ state: WizardState, _ pen: inout Pen) {
        let cluster = state.form.text(of: .eksCluster).orElse("yours")
        let role = state.form.text(of: .role).orElse("ses-sender-role")
        let account = state.form.text(of: .serviceAccount).orElse("ses-sender")
        let top = pen.row
        pen.box(column: 3, width: 35, rows: 11, title: "cluster \(cluster)")
        pen.box(column: 46, width: 32, rows: 11, title: "EKS account, in AWS")
        let current = state.irsaStep
        func left(_ row: Int, _ text: String, _ steps: Int..., number: Int? = nil) {
            paint(text, row: top + row, column: 5, limit: 37, steps, current, number, &pen)
        }
        func right(_ row: Int, _ text: String, _ steps: Int...) {
            paint(text, row: top + row, column: 48, limit: 77, steps, current, nil, &pen)
        }
        left(2, "the cluster signs tokens", 1)
        left(4, "service account \(account)", 2, 3, number: 3)
        left(5, "   names the role", 3)
        left(6, "pod: gets a token at start", 4, number: 4)
        left(7, "   shows the token, asks for", 5)
        left(8, "   the role", 5)
        left(9, "   sends with keys for an hour", 7)
        right(1, "provider", 1)
        right(2, "knows the cluster's signature", 1)
        right(3, "role \(role)", 2)
        right(4, "trusts only this one", 2)
        right(5, "service account", 2)
        right(7, "STS, the key desk", 5, 6)
        right(8, "checks token and trust", 6)
        right(9, "gives keys for an hour", 7)
        hop(1, label: top + 1, line: top + 2, current, &pen)
        hop(2, label: top + 3, line: top + 4, current, &pen)
        hop(5, label: top + 6, line: top + 7, current, &pen)
        hop(6, label: top + 8, line: nil, current, &pen)
        hop(7, label: top + 10, line: top + 9, current, &pen)
    }

    private static func paint(
        _ text: String, row: Int, column: Int, limit: Int, _ steps: [Int], _ current: Int, _ number: Int?,
        _ pen: inout Pen
    ) {
        let style: Style = steps.contains(current) ? .bold : ((steps.min() ?? 0) > current ? .faint : .plain)
        let saved = pen.row
        pen.row = row
        var start = column
        if let number {
            pen.put("\(mark(number, current))\(number) ", column)
            start = column + 3
        }
        pen.put(text, start, style, limit: limit)
        pen.row = saved
    }

    private static func mark(_ step: Int, _ current: Int) -> String {
        step < current ? "✓" : (step == current ? "▸" : "·")
    }

    /// A line between the boxes with its step's number above it; the tokens' way ends in an arrow.
    private static func hop(_ step: Int, label: Int, line: Int?, _ current: Int, _ pen: inout Pen) {
        let style: Style = step == current ? .link : (step > current ? .faint : .plain)
        let saved = pen.row
        pen.row = label
        pen.put("\(mark(step, current))\(step)", 41, step == current ? .link : .plain)
        if let line {
            pen.row = line
            pen.put("├───────", 37, style)
            pen.put(step == 5 ? "▸│" : "─┤", 45, style)
        }
        pen.row = saved
    }
}
