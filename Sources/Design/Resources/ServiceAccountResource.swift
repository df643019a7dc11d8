import Calls
import Identifiers
import Wire

/// `kubernetes/service-account`: the name of the pods, with the role that is theirs.
enum ServiceAccountResource: WantedResource {
    static let address = ResourceAddress.serviceAccount
    static let word = "service account"
    static let side = Side.kubernetes
    static let needs: [ResourceAddress] = [.namespace]

    static func reads(_ design: DelegateSending, _ observations: Observations) -> [Call] {
        [Read.serviceAccount(design.namespace, design.serviceAccount).call]
    }

    static func planned(
        _ design: DelegateSending, _ observations: Observations, _ options: PlanOptions
    ) -> PlannedResource? {
        let observed = observations.serviceAccount(design.namespace, design.serviceAccount)
        var row = ObjectComparison.planned(
            self, design, observed, in: observations.namespace(design.namespace), { observations[.conflicts($0)] },
            options,
            name: design.serviceAccount.text, gain: "names the role",
            reason: "The service account tells its pods which role is theirs.", file: .serviceAccount,
            undo: [
                .removeAnnotation(
                    DelegateSending.roleAnnotation, of: .serviceAccount, design.serviceAccount.text,
                    in: design.namespace.text)
            ], object: design.serviceAccountObject(isOwn:))
        row.documentName = .serviceAccount
        if case .value(let state) = observed, row.action == .change || row.action == .conflict {
            explain(&row, state, design)
        }
        return row
    }

    /// Whose it is, what its pods have, and what would do instead of changing it here.
    private static func explain(_ row: inout PlannedResource, _ state: ObjectState, _ design: DelegateSending) {
        let today = state.annotations[DelegateSending.roleAnnotation]
        if let today {
            row.risks = ["Pods started from now on get another role than \(today)."]
        }
        guard !Ownership.isOwn(state) else { return }
        let maker = ObjectMaker(state)
        let role = today.flatMap { try? ARN($0) }.flatMap { try? RoleARN($0) }
        if row.action == .change {
            let fields = row.fieldsOfOthers
            row.reason =
                (fields.isEmpty ? "" : "\(FieldConflicts(fields: fields).words): taken over. ")
                + "\(maker.words.capitalizedFirst) made it; it gains the annotation\(maker.mayUndo ? ", which \(maker.words) may take off again" : "")."
            // What its pods can do with the other role ends with it.
            row.takesAccess = role != nil
            return
        }
        row.gain = "made by \(maker.words)"
        row.reason = "\(maker.words.capitalizedFirst) made it, and it "
        if let today {
            row.reason +=
                role == nil ? "names \(today), which is no role." : "gives its pods the role \(today) already."
        } else {
            row.reason += "names no role."
        }
        if let role, role.account == design.eksAccount {
            row.proposals.append(
                AnswerProposal(
                    field: .role, value: role.name.text,
                    sentence: "Use that role, so that the pods keep what they have; it gains what is missing"))
            if role.path != design.rolePath {
                row.proposals.append(
                    AnswerProposal(field: .rolePath, value: role.path.text, sentence: "It stands under that path"))
            }
        }
        row.proposals.append(
            AnswerProposal(
                field: .serviceAccount, value: nil, sentence: "Give the mail a service account of its own"))
        if let place = maker.place {
            row.task = .putIntoManifest(
                place: place, line: "\(DelegateSending.roleAnnotation): \(design.roleARN.text)")
        }
        row.canTakeOver = true
    }
}

/// Who made an object of the cluster, and keeps it as they want it, as far as it tells.
public struct ObjectMaker: Hashable, Sendable {
    /// Who, as it stands in a sentence: `the Helm release shop`, `others`.
    public let words: String
    /// Where they keep what the object says, as it follows "put … into": `the values of the Helm release shop`; nil
    /// where nobody keeps it.
    public let place: String?

    /// Whether they would put the object back.
    var mayUndo: Bool { place != nil }

    /// Reads labels, annotations and field managers.
    ///
    /// Sources: Helm, "Labels and Annotations"; Argo CD, "Resource Tracking"; Flux, "kustomize-controller" and
    /// "helm-controller"; eksctl, "IAM Roles for Service Accounts".
    public init(_ state: ObjectState) {
        func manages(_ name: String) -> Bool { state.managers.contains { $0.lowercased().hasPrefix(name) } }
        if let name = state.labels["helm.toolkit.fluxcd.io/name"] {
            words = "Flux's Helm release \(name)"
            place = "the values of \(words)"
        } else if let name = state.labels["kustomize.toolkit.fluxcd.io/name"] {
            words = "Flux's kustomization \(name)"
            place = "the manifest of \(words)"
        } else if let name = state.annotations["argocd.argoproj.io/tracking-id"]?.split(separator: ":").first
            ?? state.labels["argocd.argoproj.io/instance"].map({ $0[...] })
        {
            words = "Argo CD's application \(name)"
            place = "the manifest of \(words)"
        } else if manages("argocd") {
            let name = state.labels["app.kubernetes.io/instance"]
            words = name.map { "Argo CD (\($0))" } ?? "Argo CD"
            place = "the manifest that Argo CD applies"
        } else if let name = state.annotations["meta.helm.sh/release-name"] {
            words = "the Helm release \(name)"
            place = "the values of \(words)"
        } else if state.labels[DelegateSending.managedByLabel] == "Helm" {
            words = "Helm"
            place = "the values of its Helm release"
        } else if state.labels[DelegateSending.managedByLabel] == "eksctl" {
            words = "eksctl"
            place = "eksctl's configuration (attachRoleARN)"
        } else if manages("terraform") || manages("hashicorp") {
            words = "Terraform"
            place = "its Terraform configuration"
        } else {
            words = "others"
            place = nil
        }
    }
}

extension ResourceAddress {
    /// The name of the pods.
    public static let serviceAccount = ResourceAddress("kubernetes/service-account")
}
