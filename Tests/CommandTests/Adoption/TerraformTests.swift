import Foundation
import Programs
import Testing

/// What Terraform has made from the rendered documents is adopted: nothing is written, nothing is tagged.
struct `Terraform` {
    private static let mirrors = [
        ProcessInfo.processInfo.environment["SESAME_TERRAFORM_MIRROR"], "/usr/local/share/terraform/plugins",
        "/usr/share/terraform/plugins",
    ].compactMap { $0 }

    private static let configuration = """
        terraform {
          required_providers {
            aws = { source = "hashicorp/aws" }
          }
        }
        provider "aws" {
          region                      = "eu-west-1"
          profile                     = "eks-admin"
          skip_metadata_api_check     = true
          skip_region_validation      = true
        }
        resource "aws_iam_openid_connect_provider" "cluster" {
          url             = "https://\(Simulation.issuer)"
          client_id_list  = ["sts.amazonaws.com"]
          thumbprint_list = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"]
        }
        resource "aws_iam_policy" "send" {
          name   = "ses-sender-policy"
          policy = file("iam-policy.json")
        }
        resource "aws_iam_role" "sender" {
          name               = "ses-sender-role"
          assume_role_policy = file("trust-policy.json")
        }
        resource "aws_iam_role_policy_attachment" "send" {
          role       = aws_iam_role.sender.name
          policy_arn = aws_iam_policy.send.arn
        }
        """

    @Test(.timeLimit(.minutes(5)))
    func `resources made from the rendered documents are adopted`() async throws {
        guard let terraform = Tools.terraform,
            let mirror = Self.mirrors.first(where: {
                FileManager.default.fileExists(atPath: $0 + "/registry.terraform.io/hashicorp/aws")
            })
        else {
            return Tools.skip("adoption of what Terraform made: no terraform, or no mirror with its AWS provider")
        }
        let world = try await Simulation.start("fresh")
        var person = try world.person()
        person.variables["TF_CLI_CONFIG_FILE"] = try person.home.write(
            "provider_installation { filesystem_mirror { path = \"\(mirror)\" } }\ndisable_checkpoint = true\n",
            to: "terraformrc")
        let rendered = try await person.sesame("render", "--answers", world.answers)
        #expect(rendered.status == 0, "\(rendered)")
        try person.home.write(Self.configuration, to: "main.tf")
        for arguments in [
            ["init", "-input=false", "-no-color"], ["apply", "-auto-approve", "-input=false", "-no-color"],
        ] {
            let ran = try await person.run([terraform] + arguments, limit: 240)
            try #require(ran.status == 0, "\(ran)")
        }
        let before = try await world.writes()
        let made = ["eks/oidc-provider", "eks/permissions-policy", "eks/role", "eks/role-attachment"]
        let plan = try await person.sesame("plan", "-o", "json", "--answers", world.answers)
        for resource in plan.json["resources"].list where made.contains(resource["address"].string ?? "") {
            #expect(resource["action"].string == "adopt", "\(resource)")
        }
        let applied = try await person.sesame("apply", "--yes", "--side", "eks", "--answers", world.answers)
        #expect(applied.status == 2, "only the receiver's mail waits: \(applied)")
        #expect(try await world.writes().dropFirst(before.count) == ["CreateEmailIdentity"])
        let again = try await person.run(
            [terraform, "plan", "-detailed-exitcode", "-input=false", "-no-color"], limit: 240)
        #expect(again.status == 0, "Terraform sees no change either: \(again)")
    }
}
