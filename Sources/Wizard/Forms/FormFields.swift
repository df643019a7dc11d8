import Design

/// The fields of the forms, in the order in which they narrow each other.
enum FormFields {
    static let configuration: [FieldID] = [
        .eksAccount, .eksRegion, .eksCluster, .eksOIDCProvider, .namespace, .serviceAccount, .role, .permissionsPolicy,
    ]
    static let ses: [FieldID] = [.sesRegion, .sesSender, .sesIdentity, .sesReceiver]
}
