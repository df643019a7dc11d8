import Calls
import Canvas
import Design

/// The resources that the form makes, where there is room for them under it.
enum WhatThisMakes {
    private static let resources: [ResourceAddress] = [.oidcProvider, .permissionsPolicy, .role, .serviceAccount]

    static func paint(_ state: WizardState, _ pen: inout Pen) {
        guard pen.layout.rows - pen.row >= 13 else { return }
        pen.line("What this makes, in order", column: 1, style: .bold)
        for resource in resources {
            let isTouched = touched(state) == resource
            if isTouched { pen.put("▸", 1, .bold) }
            pen.mark(.add, 3)
            pen.put(resource.word, 5, isTouched ? .bold : .plain)
            pen.put(
                resource.side == .kubernetes ? "cluster \(state.form.text(of: .eksCluster))" : resource.side.words, 26)
            pen.advance()
        }
        pen.mark(.nothing, 3)
        pen.put("3 or more on later screens", 5, .faint)
        pen.advance()
        pen.blank()
    }

    private static func touched(_ state: WizardState) -> ResourceAddress? {
        guard case .field(let field) = state.focused.id else { return nil }
        switch field {
        case .eksOIDCProvider, .eksCluster: return .oidcProvider
        case .permissionsPolicy: return .permissionsPolicy
        case .role, .rolePath, .permissionsBoundary, .namespace, .serviceAccount, .eksAccount: return .role
        case .eksRegion, .eksProfile, .eksSandbox, .sesAccount, .sesRegion, .sesSender, .sesIdentity, .sesReceiver,
            .sesProfile, .sesSandbox, .configurationSet, .sendingActions, .kubernetesContext, .testWorkload, .image,
            .sendingPolicy, .tags:
            return nil
        }
    }
}
