import Calls
import Testing

@Suite struct KubectlOptionsTests {
    @Test func `a line for kubectl names the context and the file that the run was told, quoted`() {
        #expect(KubectlOptions().line(["get", "pods"]) == "kubectl get pods")
        #expect(
            KubectlOptions(context: "my prod", kubeconfig: "/k/it's").line([
                "delete", "deployment", "ses-test", "-n", "mail",
            ])
                == #"kubectl delete deployment ses-test -n mail --context 'my prod' --kubeconfig '/k/it'\''s'"#)
    }
}
