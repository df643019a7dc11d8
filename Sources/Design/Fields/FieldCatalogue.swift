/// The table of the fields: a row for each, found by its ID.
///
/// The switch has no default, so that a field without a row does not compile.
enum FieldCatalogue {
    static func field(_ id: FieldID) -> Field {
        switch id {
        case .eksAccount: eksAccount
        case .eksRegion: eksRegion
        case .eksCluster: eksCluster
        case .eksOIDCProvider: eksOIDCProvider
        case .eksProfile: eksProfile
        case .eksSandbox: eksSandbox
        case .sesAccount: sesAccount
        case .sesRegion: sesRegion
        case .sesSender: sesSender
        case .sesIdentity: sesIdentity
        case .sesReceiver: sesReceiver
        case .sesProfile: sesProfile
        case .sesSandbox: sesSandbox
        case .configurationSet: configurationSet
        case .sendingActions: sendingActions
        case .kubernetesContext: kubernetesContext
        case .namespace: namespace
        case .serviceAccount: serviceAccount
        case .testWorkload: testWorkload
        case .image: image
        case .role: role
        case .rolePath: rolePath
        case .permissionsBoundary: permissionsBoundary
        case .permissionsPolicy: permissionsPolicy
        case .sendingPolicy: sendingPolicy
        case .tags: tags
        }
    }
}
