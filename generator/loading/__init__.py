"""Reading a project: files in, a validated catalog or Vietnamese diagnostics out."""

from generator.loading.documents import load_print_material
from generator.loading.project_loader import PermalinkPlan, load_catalog, plan_permalinks

__all__ = ["PermalinkPlan", "load_catalog", "load_print_material", "plan_permalinks"]
