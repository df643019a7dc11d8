/// The words of every field.
enum FieldCatalogue {
    static func field(_ id: FieldID) -> Field {
        switch id {
        case .eksAccount, .eksRegion, .eksCluster, .eksOIDCProvider, .eksProfile, .eksSandbox: eks(id)
        case .sesAccount, .sesRegion, .sesSender, .sesIdentity, .sesReceiver, .sesProfile, .sesSandbox: ses(id)
        case .kubernetesContext, .namespace, .serviceAccount, .testWorkload, .image: kubernetes(id)
        case .role, .rolePath, .permissionsBoundary, .permissionsPolicy, .sendingPolicy, .tags: names(id)
        }
    }
}
