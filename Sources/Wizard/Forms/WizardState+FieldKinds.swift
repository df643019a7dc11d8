import Calls
import Design
import Identifiers

extension WizardState {
    /// Values that a field can be chosen from.
    func options(for field: FieldID) -> [String] {
        let seen = discovery.observations
        switch field {
        case .eksCluster: return seen.clusters(in: answers.eksRegion)?.value ?? []
        case .namespace: return seen.namespaces?.value ?? []
        case .serviceAccount:
            guard let namespace = answers.namespace else { return [] }
            return seen.serviceAccounts(namespace)?.value?.map(\.name) ?? []
        case .eksRegion: return Region.all(in: partition).map(\.text)
        case .sesRegion: return Region.all(in: partition).filter(\.hasSES).map(\.text)
        case .sesSender:
            return seen.identities(.ses, in: answers.sesRegion)?.value?.filter { $0.name.contains("@") }.map(\.name)
                ?? []
        case .sesReceiver:
            let known =
                seen.identities(.eks, in: answers.sesRegion)?.value?.filter { $0.name.contains("@") }.map(\.name) ?? []
            return known + [DelegateSending.mailboxSimulator]
        case .sesIdentity:
            guard let sender = answers.sender else { return [] }
            return SESIdentity.covering(sender).map(\.text)
        case .eksSandbox, .sesSandbox: return ["true", "false"]
        case .eksAccount, .eksOIDCProvider, .eksProfile, .sesAccount, .sesProfile, .kubernetesContext, .testWorkload,
            .image, .role, .rolePath, .permissionsBoundary, .permissionsPolicy, .sendingPolicy, .configurationSet,
            .sendingActions, .tags:
            return []
        }
    }

    private var partition: Partition {
        answers.eksRegion.map { Partition(of: $0) } ?? .aws
    }

    /// What a form shows for a field's value.
    func shownText(of field: FieldID) -> String {
        let text = form.text(of: field)
        guard Field[field].kind == .yesNo else { return text }
        return text == "true" ? "yes" : text == "false" ? "no" : "not known"
    }

    /// Whether a field is chosen from a list rather than typed.
    func isChoice(_ field: FieldID) -> Bool {
        switch field {
        case .eksRegion, .sesRegion: !form.typed.contains(field)
        case .eksCluster: !form.typed.contains(field) && !options(for: field).isEmpty
        case .sesIdentity, .eksSandbox, .sesSandbox: true
        case .eksAccount, .eksOIDCProvider, .eksProfile, .sesAccount, .sesSender, .sesReceiver, .sesProfile,
            .kubernetesContext, .namespace, .serviceAccount, .testWorkload, .image, .role, .rolePath,
            .permissionsBoundary, .permissionsPolicy, .sendingPolicy, .configurationSet, .sendingActions, .tags:
            false
        }
    }

    /// Whether letters are text in a field.
    func isTextField(_ field: FieldID) -> Bool { !isChoice(field) }

    /// Whether the focus is on a field that takes text, so that letters are no commands.
    var isTyping: Bool {
        guard overlays.isEmpty else { return false }
        if focused.id == .anything { return true }
        guard case .field(let field) = focused.id else { return false }
        return isTextField(field)
    }

    /// The item of a field.
    func item(_ field: FieldID) -> Item {
        let isChoice = isChoice(field)
        return Item(
            id: .field(field), kind: isChoice ? .choice : .text, label: Field[field].label,
            enter: isChoice ? "choose" : "next"
        ) { $0.isChoice(field) ? $0.openOptions(field) : $0.moveFocus(by: 1) }
    }

    /// Chooses the next or previous option without opening the list.
    mutating func step(_ field: FieldID, by step: Int) -> [WizardEffect] {
        let options = options(for: field)
        guard !options.isEmpty else { return [] }
        let current = options.firstIndex(of: form.text(of: field))
        let next = current.map { (($0 + step) % options.count + options.count) % options.count } ?? 0
        return enter(options[next], into: field) + leave(field)
    }

    /// Opens the list of a field's values.
    mutating func openOptions(_ field: FieldID) -> [WizardEffect] {
        let current = form.text(of: field)
        if Field[field].kind == .yesNo {
            let unknown = ListRow("I do not know", note: "taken as yes, which is cautious") { state in
                state.form.forget(field)
                return [.saveState] + state.ask()
            }
            let rows = [option("true", of: field, words: "Yes"), option("false", of: field, words: "No"), unknown]
            let selected = ["true", "false"].firstIndex(of: current) ?? 2
            return show(ListOverlay(title: Field[field].label, rows: rows, selected: selected))
        }
        let values = options(for: field)
        var rows = values.map { option($0, of: field, words: $0) }
        if isChoice(field), field != .sesIdentity {
            rows.append(
                ListRow(
                    "Type it instead",
                    says: { _ in Says("Type it instead.", "Enter closes the list and lets you type.") },
                    choose: { state in
                        state.form.typed.insert(field)
                        return []
                    }))
        }
        guard !rows.isEmpty else {
            message = Says("There is nothing to choose from yet.", "Answer what stands above first.")
            return []
        }
        return show(
            ListOverlay(title: Field[field].label, rows: rows, selected: values.firstIndex(of: current) ?? 0))
    }

    /// A value in the list of a field.
    private func option(_ value: String, of field: FieldID, words: String) -> ListRow {
        var row = ListRow(words, note: note(on: value, of: field)) { state in
            let effects = state.enter(value, into: field) + state.leave(field)
            state.freeFocus()
            return effects
        }
        let says = Says("Enter takes \(row.words).")
        row.says = { _ in says }
        return row
    }

    private func note(on value: String, of field: FieldID) -> String {
        switch field {
        case .serviceAccount:
            guard let namespace = answers.namespace,
                let found = discovery.observations.serviceAccounts(namespace)?.value?.first(where: { $0.name == value })
            else { return "" }
            return found.annotations["eks.amazonaws.com/role-arn"].map { "role note \($0)" } ?? ""
        case .sesSender, .sesReceiver:
            if value == DelegateSending.mailboxSimulator { return "Amazon's own test mailbox" }
            let side: Side = field == .sesSender ? .ses : .eks
            let found = discovery.observations.identities(side, in: answers.sesRegion)?.value?.first {
                $0.name == value
            }
            return found?.isVerified == true ? "verified" : "not verified yet"
        case .sesIdentity: return value.contains("@") ? "this address only" : "every address of the domain"
        case .eksSandbox, .sesSandbox:
            return value == "true" ? "may mail verified addresses only" : "may mail anyone"
        default: return ""
        }
    }
}
