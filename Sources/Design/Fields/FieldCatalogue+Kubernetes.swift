import Calls
import Identifiers

// The fields of the cluster.
extension FieldCatalogue {
    static let kubernetesContext = Field(
        id: .kubernetesContext, kind: .text, label: "Context",
        what: "The entry of your kubeconfig that reaches the cluster.",
        command: "kubectl config get-contexts",
        console: "",
        example: "mail-prod",
        ifWrong: "sesame stops before the first write: the server is another cluster's.",
        isRequired: false, expected: "the name of a context", side: .kubernetes,
        rule: .visible)

    static let namespace = Field(
        id: .namespace, kind: .text, label: "Namespace",
        what: "The namespace that your pods run in. The role trusts one service account of this namespace.",
        command: "kubectl get namespaces",
        console: "AWS console: EKS, Clusters, NAME, Resources, Cluster, Namespaces",
        example: "default",
        ifWrong:
            "STS refuses: \"Not authorized to perform sts:AssumeRoleWithWebIdentity\". It does not say why.",
        isRequired: true, expected: "1 to 63 small letters, digits and -, no - at the ends", side: .kubernetes,
        rule: .identifier(Namespace.self))

    static let serviceAccount = Field(
        id: .serviceAccount, kind: .text, label: "Service account",
        what:
            "The name under which your pods run in Kubernetes. The role will trust this one name in this one namespace, nothing else.",
        command: "kubectl get deploy NAME -n NAMESPACE -o yaml   (serviceAccountName; none means \"default\")",
        console: "AWS console: EKS, Clusters, NAME, Resources, Authentication, ServiceAccounts",
        example: "ses-sender",
        ifWrong:
            "STS refuses: \"Not authorized to perform sts:AssumeRoleWithWebIdentity\". It does not say why.",
        isRequired: true,
        expected: "1 to 253 small letters, digits, - and ., a letter or digit at the ends", side: .kubernetes,
        rule: .identifier(ServiceAccountName.self))

    static let testWorkload = Field(
        id: .testWorkload, kind: .yesNo, label: "Test workload",
        what: "Whether to run the guide's small deployment ses-test, to send one message from inside a pod.",
        command: "kubectl get deployment ses-test -n NAMESPACE",
        console: "",
        example: "false",
        ifWrong: "Nothing breaks; one idle pod stays behind until it is removed.",
        isRequired: false, expected: "true or false", side: .kubernetes,
        rule: .yesNo)

    static let image = Field(
        id: .image, kind: .text, label: "Image",
        what: "The image of the test workload. In a closed network, a copy in your own registry.",
        command: "",
        console: "",
        example: DelegateSending.defaultImage,
        ifWrong: "The pod stays in ErrImagePull or ImagePullBackOff.",
        isRequired: false, expected: "an image with its version, NAME:VERSION", side: .kubernetes,
        rule: .image)
}
