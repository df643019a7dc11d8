import Foundation
import Programs
import Testing

/// Terraform with AWS's provider: long sequences of reading back what was written, in both accounts.
///
/// Terraform asks no registry: the provider comes from a folder on this machine, or the test is left out.
@Suite(.enabled(if: Tools.sesame != nil && Tools.terraformMirror != nil), .timeLimit(.minutes(10)))
struct TerraformTests {
    @Test func `what Terraform made it finds unchanged, and takes away again`() async throws {
        try await Simulation.with("fresh") { simulation in
            // Terraform does not wait for somebody to follow a link before it puts the sending policy.
            let answer = try await simulation.admin(
                "POST", "options", #"{"hypotheses":["pendingIdentityAcceptsPolicy"]}"#)
            try #require("\(answer)".contains("pendingIdentityAcceptsPolicy"))
            var shell = Shell(simulation)
            try shell.prepareTerraform()
            let terraform = "terraform"
            try await shell.run("\(terraform) init -input=false -no-color")
            try await shell.run("\(terraform) plan -input=false -no-color -out=made.plan")
            let applied = try await shell.run("\(terraform) apply -input=false -no-color made.plan")
            #expect(applied.contains("Apply complete! Resources: 9 added, 0 changed, 0 destroyed."))
            // Nothing to do: exit code 0; something to do would be 2.
            let again = try await shell.attempt("\(terraform) plan -input=false -no-color -detailed-exitcode")
            #expect(again.status == 0, "\(again.everything)")
            #expect(again.out.contains("No changes."))
            let narrowed = try await shell.run(
                "\(terraform) apply -auto-approve -input=false -no-color -var 'actions=[\"ses:SendEmail\"]'")
            #expect(narrowed.contains("Resources: 0 added, 1 changed, 0 destroyed."))
            let gone = try await shell.run("\(terraform) destroy -auto-approve -input=false -no-color")
            #expect(gone.contains("Destroy complete! Resources: 9 destroyed."))
            let requests = try await shell.run(
                "curl -s --noproxy '*' -H \"Authorization: Bearer $SESAME_SIMULATOR_ADMIN_TOKEN\""
                    + " $SESAME_SIMULATOR_ADMIN/requests")
            for operation in Self.operations { #expect(requests.contains("\"\(operation)\""), "\(operation)") }
            // Terraform counts on some refusals (what is not there yet), but never on an operation nobody knows.
            for code in ["InvalidAction", "UnknownOperationException", "InternalFailure"] {
                #expect(!requests.contains("\"\(code)\""), "\(code)")
            }
        }
    }

    /// Some of what the provider is known to ask.
    private static let operations = [
        "CreateOpenIDConnectProvider", "GetOpenIDConnectProvider", "CreatePolicy", "GetPolicyVersion",
        "CreatePolicyVersion", "ListPolicyVersions", "DeletePolicyVersion", "CreateRole", "ListAttachedRolePolicies",
        "ListInstanceProfilesForRole", "DetachRolePolicy", "DeleteRole", "PutRolePolicy", "CreateEmailIdentity",
        "CreateEmailIdentityPolicy", "DeleteEmailIdentityPolicy", "PutIdentityPolicy", "GetIdentityPolicies",
        "DeleteIdentityPolicy", "ListTagsForResource", "GetCallerIdentity", "DescribeCluster",
    ]
}

extension Shell {
    /// Puts the configuration in place and keeps Terraform off the network.
    mutating func prepareTerraform() throws {
        let script = try String(contentsOfFile: Simulation.testFolder + "/Scripts/setup.tf", encoding: .utf8)
        try simulation.write("main.tf", script)
        let mirror = Tools.terraformMirror ?? ""
        variables["TF_CLI_CONFIG_FILE"] = try simulation.write(
            "terraform.rc", "provider_installation {\n  filesystem_mirror {\n    path = \"\(mirror)\"\n  }\n}\n")
        variables["TF_DATA_DIR"] = simulation.folder.path + "/terraform"
        variables["TF_VAR_endpoint"] = simulation.endpoint
        variables["TF_IN_AUTOMATION"] = "1"
        variables["CHECKPOINT_DISABLE"] = "1"
    }
}
