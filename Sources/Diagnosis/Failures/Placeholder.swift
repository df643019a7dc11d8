/// A name that sentences of the catalogue may hold in braces.
enum Placeholder: String, CaseIterable, Sendable {
    // The setup.
    case eks, ses, eksID, sesID, eksRegion, sesRegion, cluster, issuer, providerARN, role, roleARN, subject, namespace
    case serviceAccount, sender, identity, identityARN, receiver, permissionsPolicy, sendingPolicy, profile
    case sending, asProfile
    // The refused call.
    case operation, action, resource, caller, clusterUser, clusterVerb, clusterResource, clusterRole, clusterNamespace,
        failed, messageRegion, callPlace

    /// What stands there when nobody knows the value.
    var fallback: String {
        switch self {
        case .eks: "the EKS account"
        case .ses: "the SES account"
        case .eksID: "EKS_ACCOUNT"
        case .sesID: "SES_ACCOUNT"
        case .eksRegion: "EKS_REGION"
        case .sesRegion: "SES_REGION"
        case .cluster: "CLUSTER"
        case .issuer: "the cluster's issuer"
        case .providerARN: "PROVIDER_ARN"
        case .role: "the role"
        case .roleARN: "the role's ARN"
        case .subject: "the pods' service account"
        case .namespace: "NAMESPACE"
        case .serviceAccount: "SERVICE_ACCOUNT"
        case .sender: "the sender"
        case .identity: "the sender's identity"
        case .identityARN: "the ARN of the sender's identity"
        case .receiver: "the receiver"
        case .permissionsPolicy: "the permissions policy"
        case .sendingPolicy: "the sending policy"
        case .profile: "PROFILE"
        case .sending: "the account that sends"
        case .asProfile: ""
        case .operation: "the call"
        case .action: "the action"
        case .resource: "the resource"
        case .caller: "the caller"
        case .clusterUser: "USER"
        case .clusterVerb: "VERB"
        case .clusterResource: "RESOURCE"
        case .clusterRole: "ROLE"
        case .clusterNamespace: "NAMESPACE"
        case .failed: "an address"
        case .messageRegion: "another region"
        case .callPlace: "the account that was asked"
        }
    }

    /// What stands in a command when nobody knows the value: `ROLE_ARN`.
    var capitals: String {
        switch self {
        case .eksID: "EKS_ACCOUNT"
        case .sesID: "SES_ACCOUNT"
        default:
            rawValue.reduce(into: ("", false)) { name, character in
                if character.isUppercase, name.1 { name.0 += "_" }
                name = (name.0 + character.uppercased(), character.isLowercase)
            }.0
        }
    }
}
