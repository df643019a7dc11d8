import Calls
import Identifiers

// The fields of the EKS account.
extension FieldCatalogue {
    static let eksAccount = Field(
        id: .eksAccount, kind: .text, label: "EKS account",
        what: "The account that owns the cluster. The role is made here, and its sandbox and quota count.",
        command: "aws sts get-caller-identity --query Account --output text",
        console: "AWS console: your name at the top right, Account ID",
        example: "111122223333",
        ifWrong: "sesame stops before the first write: the credentials belong to another account.",
        isRequired: true, expected: "12 digits", side: .eks,
        rule: .identifier(AccountID.self))

    static let eksRegion = Field(
        id: .eksRegion, kind: .text, label: "Region",
        what: "The region that the cluster runs in. SES may use another one.",
        command: "aws eks list-clusters --region REGION",
        console: "AWS console: EKS, Clusters; the region is at the top right",
        example: "eu-west-1",
        ifWrong: "EKS answers \"No cluster found for name\".",
        isRequired: true, expected: "a region such as eu-west-1", side: .eks,
        rule: .identifier(Region.self))

    static let eksCluster = Field(
        id: .eksCluster, kind: .text, label: "Cluster",
        what: "The cluster's name in EKS. Its issuer, server and certificates are read from it.",
        command: "aws eks list-clusters --region REGION",
        console: "AWS console: EKS, Clusters",
        example: "mail-prod",
        ifWrong: "EKS answers \"No cluster found for name\".",
        isRequired: false,
        expected: "1 to 100 letters, digits, - and _, beginning with a letter or digit", side: .eks,
        rule: .identifier(ClusterName.self))

    static let eksOIDCProvider = Field(
        id: .eksOIDCProvider, kind: .text, label: "OIDC provider",
        what:
            "The issuer whose tokens IAM learns to trust. It is read from the cluster; nobody has to type it.",
        command:
            "aws eks describe-cluster --name NAME --region REGION --query cluster.identity.oidc.issuer --output text",
        console: "AWS console: EKS, Clusters, NAME, Overview, OpenID Connect provider URL",
        example: "oidc.eks.eu-west-1.amazonaws.com/id/D39B5DB5A4BB2F3C0D1D1F40A8CD3A4E",
        ifWrong: "STS refuses: \"No OpenIDConnect provider found in your account\", or without saying why.",
        isRequired: false, expected: "an https address, with or without https://", side: .eks,
        rule: .issuer)

    static let eksProfile = Field(
        id: .eksProfile, kind: .text, label: "EKS credentials",
        what:
            "The AWS profile whose credentials work in the EKS account. Without one sesame writes a hand-over.",
        command: "aws configure list-profiles",
        console: "",
        example: "eks-admin",
        ifWrong: "The credentials belong to another account; sesame says which and writes nothing.",
        isRequired: false, expected: "the name of a profile", side: .eks,
        rule: .visible)

    static let eksSandbox = Field(
        id: .eksSandbox, kind: .yesNo, label: "EKS sandbox",
        what:
            "Whether the EKS account is in the SES sandbox, in the SES region. Its sandbox counts for sending.",
        command: "aws sesv2 get-account --region REGION --query ProductionAccessEnabled   (false: sandbox)",
        console: "AWS console: SES, Account dashboard",
        example: "true",
        ifWrong:
            "SES refuses receivers that are not verified in the EKS account: \"Email address is not verified\".",
        isRequired: false, expected: "true or false", side: .eks,
        rule: .yesNo)
}
