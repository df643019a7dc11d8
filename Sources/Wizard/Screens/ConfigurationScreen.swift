import Calls
import Canvas
import Design

/// 3: the EKS account's part: which service account of which cluster may use which role.
enum ConfigurationScreen: Screen {
    static let words: [HardWord] = [.trustPolicy, .provider, .serviceAccount, .permissionsPolicy]

    /// The fields that can be changed here; what is known from the credentials or the cluster is only shown.
    static func fields(_ state: WizardState) -> [FieldID] {
        var fields: [FieldID] = []
        if state.callers[.eks].answer == nil { fields.append(.eksAccount) }
        fields += [.eksRegion, .eksCluster]
        if !isIssuerFound(state) { fields.append(.eksOIDCProvider) }
        fields += [.namespace, .serviceAccount, .role, .permissionsPolicy]
        return state.form.showsNames ? fields + moreNames : fields
    }

    private static let moreNames: [FieldID] = [.sendingPolicy, .rolePath, .permissionsBoundary]

    /// Whether the cluster has to be told: its issuer is not known, and EKS can be asked for it.
    private static func isClusterAsked(_ state: WizardState) -> Bool {
        state.canAct(on: .eks) && !state.form.isAnswered(.eksCluster) && !state.form.isAnswered(.eksOIDCProvider)
    }

    private static func isIssuerFound(_ state: WizardState) -> Bool {
        guard case .detected? = state.answers.provenance(of: .eksOIDCProvider) else { return false }
        return true
    }

    static func items(_ state: WizardState) -> [Item] {
        fields(state).map { state.item($0) } + [
            .proceed, .back, .button(.seeFiles, "See the 3 files", enter: "see them") { $0.viewFiles() },
        ]
    }

    static func bindings(_ state: WizardState) -> [Binding] {
        [
            .letter("r", "look again", place: .help) { state in
                state.discovery.forget(where: { !$0.concernsSES })
                return state.ask()
            },
            .letter("n", state.form.showsNames ? "fewer names" : "more names", place: .help) { state in
                state.form.showsNames.toggle()
                return []
            },
        ]
    }

    static func side(_ state: WizardState) -> Side? { .eks }

    static func openItems(_ state: WizardState) -> [ItemID] {
        fields(state).filter { field in
            if state.isPending(field) { return false }
            if state.form.problems[field] != nil { return true }
            switch field {
            case .eksCluster: return isClusterAsked(state)
            case .eksOIDCProvider: return !state.form.isAnswered(field) && !isClusterAsked(state)
            default: return Field[field].isRequired && !state.form.isAnswered(field)
            }
        }.map { .field($0) }
    }

    static func arrive(_ state: inout WizardState) -> [WizardEffect] {
        state.fillDefaults()
        return state.ask()
    }

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        pen.line("In the EKS account: let one service account use one role.")
        pen.blank()
        pen.field(.eksAccount, state)
        pen.field(.eksRegion, state)
        let cluster = clusterVerdict(state)
        pen.field(.eksCluster, state, verdict: cluster.map { ($0.mark, $0.words) })
        pen.field(.eksOIDCProvider, state)
        paintProviderRemark(state, &pen)
        pen.field(.namespace, state)
        pen.field(.serviceAccount, state)
        pen.field(.role, state)
        pen.field(.permissionsPolicy, state, label: "Policy name")
        if state.form.showsNames { for field in moreNames { pen.field(field, state) } }
        pen.blank()
        pen.buttons(items(state))
        pen.blank()
        if pen.layout.hasPreview || BodyLayout.hasRoomUnderForm(state.size) {
            WhatThisMakes.paint(state, &pen)
            FieldHelp.paint(state, &pen)
        } else {
            TouchedLine.paint(state, &pen)
        }
    }

    /// What EKS says of the cluster: a verdict for its row, and the whole sentence.
    private static func clusterVerdict(_ state: WizardState) -> (mark: Mark, words: String, whole: String)? {
        guard let clusters = state.discovery.observations.clusters(in: state.answers.eksRegion) else { return nil }
        let region = state.form.text(of: .eksRegion)
        if let reason = clusters.cannotTell {
            return (.unknown, "cannot list", "Cannot tell which clusters there are: \(reason).")
        }
        if clusters.value?.isEmpty == true {
            return (.attention, "none here", "There is no cluster in \(region) that EKS tells of.")
        }
        guard let cluster = state.answers.eksCluster,
            let answer = state.discovery.observations.cluster(cluster, in: state.answers.eksRegion)
        else { return nil }
        if answer == .absent { return (.wrong, "not in EKS", "EKS does not know this cluster in \(region).") }
        return answer.cannotTell.map { (.unknown, "cannot tell", "Cannot tell: \($0).") }
    }

    private static func paintProviderRemark(_ state: WizardState, _ pen: inout Pen) {
        guard let provider = state.provider else {
            // The row is kept, so that nothing moves when the answer comes.
            pen.blank()
            return
        }
        switch provider {
        case .absent: pen.remark(nil, "not in IAM yet: sesame will add it")
        case .value(let found):
            if found.clientIDs.contains(DelegateSending.audience) {
                pen.remark(.right, "IAM knows it")
            } else {
                pen.remark(nil, "in IAM without \(DelegateSending.audience): sesame adds it")
            }
        default: pen.remark(.unknown, "cannot tell: \(provider.cannotTell ?? "")")
        }
    }

    static func says(_ state: WizardState) -> Says {
        switch state.focused.id {
        case .field(.serviceAccount):
            let pair = "\(state.form.text(of: .namespace))/\(state.form.text(of: .serviceAccount))"
            return Says("The role will trust \(pair) and nothing else.", hint(state, .serviceAccount))
        case .field(.eksCluster) where clusterVerdict(state) != nil:
            guard let verdict = clusterVerdict(state) else { return Says("") }
            return Says(verdict.whole, hint: hint(state, .eksCluster), mark: verdict.mark, state.size.columns)
        case .field(let field): return FieldHelp.says(field, hint: hint(state, field))
        case .button(.seeFiles): return Says("Shows the policies and the service account as they will be written.")
        case .button(.back): return Says("Back to screen 2. All answers are kept.")
        default: return Says("Enter goes on. Nothing is written before screen 6.")
        }
    }

    private static func hint(_ state: WizardState, _ field: FieldID) -> String {
        let count = state.options(for: field).count
        guard count > 0 else { return "" }
        return state.isChoice(field)
            ? "Enter opens the list, Left and Right change it." : "Space opens the list of \(count)."
    }

    static func prepare(_ state: inout WizardState) {
        Previews.prepare(&state, default: .trustPolicy, hasLine: true)
    }

    static func preview(_ state: WizardState) -> Preview? {
        Previews.document(state, among: [.permissionsPolicy, .trustPolicy, .serviceAccount], default: .trustPolicy)
    }
}
